"""Whether a word can be a syllable of Vietnamese: its letters, its tone, its capitals. Pure.

Spelling allows some 7.000 syllables of the millions that letters could make; so a word that is
none before a conversion and one after it was converted rightly.
"""

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE = re.compile(f"[{_TONES}]")
_TONE_ON_A_VOWEL = re.compile(f"[aeiouy][\u0302\u0306\u031b]*[{_TONES}]")
_TONES_BEFORE_A_STOP = {"\u0301", "\u0323"}
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x"
# Names of the highlands, as they are officially written: Krông Pắk, Ia Púch.
_HIGHLAND_ONSETS = "bl br chr dr đr gl gr kl kp kr mr pl pr sr tl"
_RHYMES = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot
    oa oac oach oai oan oang oanh oao oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
    uân uâng uât uây uê uêch uên uênh uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """
_HIGHLAND_RHYMES = """
    ak ăk âk ek êk ik ok ôk ơk uk ưk ăh eh ưh ăl êl ôl ơl ar ăr or ôr êng ơng oăn uch
    """
_ALL_ONSETS = {"", *_ONSETS.split(), *_HIGHLAND_ONSETS.split()}
_ALL_RHYMES = {*_RHYMES.split(), *_HIGHLAND_RHYMES.split()}
# The tone stands on the vowel before these: "xao" with a mark is "xão", never "xaõ".
_GLIDES = ("ai", "ay", "ao", "au", "âu", "ây", "eo", "êu", "iu", "ưu", "oi", "ôi", "ơi", "ui", "ưi")
_FRONT_VOWELS = set("eêiy")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """For one word in NFC, in small letters, with a capital or in capitals."""
    if not (word.islower() or word.isupper() or (word[:1].isupper() and word[1:].islower())):
        return False
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = _TONE.findall(decomposed)
    if len(tones) > 1 or len(tones) != len(_TONE_ON_A_VOWEL.findall(decomposed)):
        return False
    letters = unicodedata.normalize("NFC", _TONE.sub("", decomposed))
    if decomposed[-1] in _TONES and letters.removeprefix("qu").endswith(_GLIDES):
        return False
    return any(
        _goes_together(letters[:cut], letters[cut:], tones) for cut in range(min(4, len(letters)))
    )


def _goes_together(onset: str, rhyme: str, tones: list[str]) -> bool:
    if onset not in _ALL_ONSETS or rhyme not in _ALL_RHYMES:
        return False
    if onset in ("gh", "ngh") and rhyme[0] not in _FRONT_VOWELS:
        return False
    if onset in ("c", "ng") and rhyme[0] in _FRONT_VOWELS:
        return False
    is_stop = rhyme[-1] in "cpt" or rhyme.endswith("ch")
    return not is_stop or (bool(tones) and tones[0] in _TONES_BEFORE_A_STOP)
