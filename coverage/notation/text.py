"""Vietnamese names: one stored form, one form to search by, one to sort by.

All three are stable: the same name gives the same text whether it came composed or decomposed,
in capitals or not, with the tone mark in the old place or the new one (Hoà, Hòa).

A word is a run of letters or a run of digits. An apostrophe belongs to its word, and so does
the letter after it ("Ia H' Drai" and "Ia H'Drai" are one name); any other sign parts words.
"""

import re
import unicodedata

_APOSTROPHE = re.compile(r"['’‘ʼʹ`′]\s*")
# Compatibility decomposition would turn the acute accent into a space.
_ACUTE_ACCENT = str.maketrans("´", "'")
# Đ has no decomposition in Unicode; Ð (eth) and Ɖ look the same and are typed for it.
_CROSSED_D = str.maketrans("ðɖ", "đđ")

_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_LETTER_MARKS = "\u0306\u0302\u031b"
_KEPT_MARKS = {*_TONES, *_LETTER_MARKS}
_DROPPED = {"Mn", "Mc", "Me", "Cf"}
_WORD = re.compile(rf"[0-9]+|(?:[^\W0-9_][{''.join(sorted(_KEPT_MARKS))}]*)+")
_TONE = re.compile(f"[{''.join(_TONES)}]")

# Signs after "z" in ASCII put ă and â after every word in a, đ after every word in d, and so on.
_RANKED_LETTERS = str.maketrans(
    {"ă": "a{", "â": "a|", "đ": "d{", "ê": "e{", "ô": "o{", "ơ": "o|", "ư": "u{"}
)
_NUMBER_LENGTH_DIGITS = 3


def nfc(text: str) -> str:
    """The form names are stored in: Unicode NFC."""
    return unicodedata.normalize("NFC", text)


def search_key(text: str) -> str:
    """Lower case, no marks, đ as d, words parted by one space: "Đông Hoà" gives "dong hoa".

    Idempotent. Both the stored name and what the reader types go through it.
    """
    return " ".join(_without_marks(word).replace("đ", "d") for word in _words(text))


def sort_key(text: str) -> str:
    """A text whose plain code-point order (the C collation) is the Vietnamese dictionary's.

    Names are compared word by word; within a word first the letters, in the order a ă â b c d đ
    e ê … o ô ơ … u ư … y z, then the tone, in the order ngang, huyền, hỏi, ngã, sắc, nặng. A
    number comes before any letter and by its value (leading zeros do not count). Case and signs
    are ignored, so different names may share a key: "Hòa Bình" and "hoà-bình" do.
    """
    return " ".join(_number_key(w) if "0" <= w[0] <= "9" else _word_key(w) for w in _words(text))


def _words(text: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", text.translate(_ACUTE_ACCENT))
    folded = unicodedata.normalize("NFKD", decomposed.casefold()).translate(_CROSSED_D)
    joined = _APOSTROPHE.sub("", folded)
    return _WORD.findall("".join(c for c in joined if _belongs(c)))


def _belongs(character: str) -> bool:
    """Foreign marks and invisible signs would split a word in two."""
    return character in _KEPT_MARKS or unicodedata.category(character) not in _DROPPED


def _without_marks(word: str) -> str:
    return "".join(c for c in word if c not in _KEPT_MARKS)


def _word_key(word: str) -> str:
    tones = "".join(_TONES[mark] for mark in _TONE.findall(word)) or "0"
    letters = nfc(_TONE.sub("", word)).translate(_RANKED_LETTERS)
    return _without_marks(unicodedata.normalize("NFD", letters)) + tones


def _number_key(digits: str) -> str:
    significant = digits.lstrip("0") or "0"
    return f"{len(significant):0{_NUMBER_LENGTH_DIGITS}d}{significant}"
