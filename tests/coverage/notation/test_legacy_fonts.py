"""Texts of the fonts before Unicode become readable, and what is readable stays as it is."""

import csv
import unicodedata
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coverage.notation import legacy_fonts
from coverage.notation.legacy_fonts import LegacyFont, legacy_font, to_unicode
from coverage.notation.syllables import is_syllable
from folders import ROOT

FIXTURES = ROOT / "fixtures"
TCVN3, VNI = LegacyFont.TCVN3, LegacyFont.VNI
FONTS = {TCVN3: ".VnTime", VNI: "VNI-Times"}


def _names() -> Iterator[str]:
    for path in sorted(FIXTURES.glob("*.csv")):
        with path.open(newline="") as file:
            for row in csv.DictReader(file):
                for column in ("name", "full_name", "title", "source"):
                    if row.get(column):
                        yield unicodedata.normalize("NFC", row[column])


@cache
def names() -> list[str]:
    return sorted(set(_names()))


def in_old_letters(text: str, font: LegacyFont) -> str:
    """As typed under a font of the encoding; TCVN3 has no capitals with a tone."""
    back = {read: written for written, read in legacy_fonts._TABLES[font].items()}
    return "".join(back.get(letter) or back.get(letter.lower(), letter) for letter in text)


def without_capitals_lost(text: str, font: LegacyFont) -> str:
    known = {*legacy_fonts._TABLES[font].values()}
    return "".join(c if c.isascii() or c in known else c.lower() for c in text)


# Sentences whose old letters are known from documents of their time.
KNOWN = [
    (TCVN3, "Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
    (TCVN3, "§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    (TCVN3, "Tû lÖ bao phñ (%)", "Tỷ lệ bao phủ (%)"),
    (TCVN3, "Uû ban nh©n d©n huyÖn CÇu KÌ", "Uỷ ban nhân dân huyện Cầu Kè"),
    (TCVN3, "NQ cña H§ND tØnh", "NQ của HĐND tỉnh"),
    (TCVN3, "HUYÖN CH¢U THµNH", "HUYỆN CHÂU THÀNH"),
    (VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    (VNI, "Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
    (VNI, "Tyû leä bao phuû (%)", "Tỷ lệ bao phủ (%)"),
    (VNI, "UBND TÆNH BAØ RÒA", "UBND TỈNH BÀ RỊA"),
    (VNI, "Ngöôøi lao ñoäng", "Người lao động"),
]


@pytest.mark.parametrize(("font", "written", "text"), KNOWN)
def test_known_sentences_are_converted_with_and_without_their_font(
    font: LegacyFont, written: str, text: str
) -> None:
    assert to_unicode(written) == (text, font)
    assert to_unicode(written, "Times New Roman") == (text, font)
    assert to_unicode(written, FONTS[font]) == (text, font)


def test_there_are_names_to_try() -> None:
    assert len(names()) > 6_000


def test_no_name_in_unicode_is_ever_taken_for_another_encoding() -> None:
    assert {name: to_unicode(name) for name in names() if to_unicode(name) != (name, None)} == {}


@pytest.mark.parametrize("font", LegacyFont)
def test_every_name_comes_back_from_under_its_font(font: LegacyFont) -> None:
    for name in names():
        written = in_old_letters(name, font)
        assert to_unicode(written, FONTS[font])[0] == without_capitals_lost(name, font)


@pytest.mark.parametrize("font", LegacyFont)
def test_without_its_font_a_name_comes_back_or_stays_as_it_was(font: LegacyFont) -> None:
    """Never a third reading; and what stays is little: names that both encodings can spell."""
    stayed = 0
    for name in names():
        written = in_old_letters(name, font)
        text, found = to_unicode(written)
        if found is None:
            assert text == written
            stayed += written != name
        else:
            assert (text, found) == (without_capitals_lost(name, font), font)
    assert stayed / len(names()) < 0.04


@pytest.mark.parametrize("font", LegacyFont)
def test_capitals_come_back_too(font: LegacyFont) -> None:
    name = ".VnTimeH" if font is TCVN3 else "VNI-Times"
    for text in ("HUYỆN CẦU KÈ", "TỈNH TRÀ VINH", "ỦY BAN NHÂN DÂN"):
        assert to_unicode(in_old_letters(text, font), name) == (text, font)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tra Vinh 2023",
        "A · B",
        "«Phú»",
        "5 m²",
        "±0,5 °C",
        "§ 5",
        "© 2023",
        "Café",
        "Müller",
        "São Tomé",
        "Trà Cú",
        "cò",
        "Tra\u0300 Vinh",
        "“Trà Vinh” – 2023…",
    ],
)
def test_what_is_readable_or_unclear_stays(text: str) -> None:
    assert to_unicode(text) == (text, None)
    assert to_unicode(text, "Times New Roman") == (text, None)


@pytest.mark.parametrize("text", ["Cà Mau", "Huyện Cầu Kè", "Tra\u0300 Vinh", "Tra Vinh"])
def test_unicode_typed_under_an_old_font_stays(text: str) -> None:
    assert to_unicode(text, ".VnTime") == (text, None)


def test_what_both_can_be_is_what_the_font_draws() -> None:
    assert to_unicode("cò", ".VnTime") == ("cũ", TCVN3)
    assert to_unicode("cò", "Arial") == ("cò", None)


@pytest.mark.parametrize(
    ("name", "font"),
    [
        (".VnTime", TCVN3),
        (".VNTIMEH", TCVN3),
        ("VNI-Times", VNI),
        ("Vni-Helve", VNI),
        ("Times New Roman", None),
        ("UVN Bach Dang", None),
        ("VnExpress", None),
        ("", None),
    ],
)
def test_the_name_of_a_font_says_its_encoding(name: str, font: LegacyFont | None) -> None:
    assert legacy_font(name) is font


@given(st.text(max_size=30), st.sampled_from(["", "Arial", ".VnTime", ".VnTimeH", "VNI-Times"]))
def test_any_text_can_be_asked(text: str, font: str) -> None:
    converted, found = to_unicode(text, font)
    assert found is not None or converted == text


@pytest.mark.parametrize("word", ["Trà", "huyện", "QUYỂN", "giêng", "Krông", "Pắk", "quí", "thuở"])
def test_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["xaõ", "HuÕ", "Ña", "bcd", "cê", "nghà", "mát" + "h", "tac" + "\u0300", "", "Møller"]
)
def test_no_syllable(word: str) -> None:
    assert not is_syllable(unicodedata.normalize("NFC", word))
