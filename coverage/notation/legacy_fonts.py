"""Texts of the encodings before Unicode, TCVN3 (ABC) and VNI-Windows, made readable. Pure.

Both put Vietnamese letters where Western fonts have others; a font of their own draws them right.
In Unicode without that font "Trà Vinh" reads "Trµ Vinh" (TCVN3) or "Traø Vinh" (VNI). The tables
are those of TCVN 5712:1993 (VN3) and of the VNI-Windows fonts.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from coverage.notation.syllables import is_syllable


class LegacyFont(StrEnum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


# Letter for letter. Capitals with a tone have no place in TCVN3: a font whose name ends in H
# draws the small letters as capitals.
_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)

# A vowel and a sign for its marks; a few letters stand alone.
_VNI_ALONE = dict(zip("ÑñÔôÖöÆæÓóÒòÍíÌìÎî", "ĐđƠơƯưỈỉĨĩỊịÍíÌìỴỵ", strict=True))
_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_TONES = {"ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ù": _ACUTE, "ï": _DOT}
_HATS = dict(zip("âàåãáä", ("", _GRAVE, _HOOK, _TILDE, _ACUTE, _DOT), strict=True))
_BREVES = dict(zip("êèúüéë", ("", _GRAVE, _HOOK, _TILDE, _ACUTE, _DOT), strict=True))
_VNI = _VNI_ALONE | {
    written: unicodedata.normalize("NFC", _VNI_ALONE.get(letter, letter) + marks)
    for vowel, signs in {
        **dict.fromkeys("uyôö", _TONES),
        **dict.fromkeys("eo", _TONES | {sign: _HAT + tone for sign, tone in _HATS.items()}),
        "a": _TONES
        | {sign: _HAT + tone for sign, tone in _HATS.items()}
        | {sign: _BREVE + tone for sign, tone in _BREVES.items()},
    }.items()
    for sign, marks in signs.items()
    for letter, written in (
        (vowel, vowel + sign),
        (vowel.upper(), vowel.upper() + sign),
        (vowel.upper(), vowel.upper() + sign.upper()),
    )
}
_TABLES = {LegacyFont.TCVN3: _TCVN3, LegacyFont.VNI: _VNI}
_PATTERNS = {
    font: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for font, table in _TABLES.items()
}
# Both encodings stay below; a letter from here on is Unicode's own.
_BEYOND_WESTERN = 0x100
# What has no font to tell is a name or a heading; a longer text would take long to try.
_LONGEST_TRIED = 1_000
# Their letters are Western signs too; a no-break space is none.
_WORD = re.compile("[A-Za-z\xa1-\xff]+")
_INITIALS = re.compile("[A-ZĐ]{1,8}")


def legacy_font(font_name: str) -> LegacyFont | None:
    """The encoding a font draws: ".VnTime" TCVN3, "VNI-Times" VNI, any other none."""
    name = font_name.lower()
    if name.startswith(".vn"):
        return LegacyFont.TCVN3
    return LegacyFont.VNI if name.startswith("vni-") else None


def to_unicode(text: str, font_name: str = "") -> tuple[str, LegacyFont | None]:
    """The text in Unicode, and the encoding it was converted from, None where it is as it was.

    Under a font of an old encoding the text is what that font draws, unless it cannot be that and
    reads as Vietnamese already. Under any other font, or none, a text is converted only where a
    word of it is no Vietnamese as it stands and all are in exactly one of the encodings.
    """
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words or _is_unicode(text):
        return text, None
    font = legacy_font(font_name)
    reads_already = all(is_syllable(word) for word in words)
    if font is not None:
        if reads_already and not _are_syllables(words, font):
            return text, None
        draws_capitals = font is LegacyFont.TCVN3 and font_name.lower().endswith("h")
        return _whole(text, font, draws_capitals)
    if reads_already or len(text) > _LONGEST_TRIED:
        return text, None
    fitting = [each for each in LegacyFont if _is_evidence(words, each)]
    return _whole(text, fitting[0]) if len(fitting) == 1 else (text, None)


def _whole(
    text: str, font: LegacyFont, draws_capitals: bool = False
) -> tuple[str, LegacyFont | None]:
    converted = _converted(text, font)
    if converted == text:
        return text, None
    return (converted.upper() if draws_capitals or _is_in_capitals(text) else converted), font


def _is_unicode(text: str) -> bool:
    """Letters and marks beyond the Western ones; quotes and dashes there are in any encoding."""
    return any(
        ord(character) >= _BEYOND_WESTERN and unicodedata.category(character)[0] in "LM"
        for character in text
    )


def _converted(text: str, font: LegacyFont) -> str:
    table = _TABLES[font]
    return _PATTERNS[font].sub(lambda match: table[match[0]], text)


def _are_syllables(words: Iterable[str], font: LegacyFont) -> bool:
    return all(
        _PATTERNS[font].sub("", word).isascii() and _is_word(_converted_word(word, font))
        for word in words
    )


def _converted_word(word: str, font: LegacyFont) -> str:
    """In capitals where its plain letters are: the signs of TCVN3 have no capitals."""
    converted = _converted(word, font)
    return converted.upper() if re.sub("[^A-Za-z]", "", word).isupper() else converted


def _is_word(word: str) -> bool:
    """A syllable, or initials such as HĐND."""
    return is_syllable(word) or bool(_INITIALS.fullmatch(word))


def _is_evidence(words: list[str], font: LegacyFont) -> bool:
    """All words are Vietnamese in the encoding, and one with a plain letter is so only there.

    A sign that stands alone, such as a dot between two words, is no evidence.
    """
    return _are_syllables(words, font) and any(
        re.search("[A-Za-z]", word)
        and not is_syllable(word.lower())
        and is_syllable(_converted_word(word, font))
        for word in words
    )


def _is_in_capitals(text: str) -> bool:
    """All plain letters are, and some word shows that it is not just the first of each."""
    plain = re.sub("[^A-Za-z ]", "", text)
    return plain.isupper() and max(map(len, plain.split())) > 2
