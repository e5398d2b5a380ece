"""What may be typed into a cell of targets, that it reads back, and that the script reads alike."""

import json
import random
import re
from decimal import Decimal
from urllib.parse import quote

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from coverage.models import Qualifier
from coverage.notation.numbers import NumberError, NumberReason
from coverage.notation.printed import printed_alike
from folders import ROOT
from targets.register.typed_text import (
    Bare,
    CountedOnlyError,
    TypedTarget,
    explain_target,
    read_target,
    write_target,
)

SCRIPTS = ROOT / "static" / "js"


@pytest.mark.parametrize(
    ("text", "as_people", "as_percent"),
    [
        ("", TypedTarget(), TypedTarget()),
        (" \u00a0 ", TypedTarget(), TypedTarget()),
        ("0", TypedTarget(people=0), TypedTarget(percent=Decimal(0))),
        ("95", TypedTarget(people=95), TypedTarget(percent=Decimal(95))),
        ("95 %", TypedTarget(percent=Decimal(95)), TypedTarget(percent=Decimal(95))),
        ("95 người", TypedTarget(people=95), TypedTarget(people=95)),
        ("≥ 31", TypedTarget(31, None, "at_least"), TypedTarget(None, Decimal(31), "", "at_least")),
    ],
)
def test_a_number_without_a_sign_is_what_the_grid_says(
    text: str, as_people: TypedTarget, as_percent: TypedTarget
) -> None:
    assert read_target(text, Bare.PEOPLE) == as_people
    assert read_target(text, Bare.PERCENT) == as_percent


@pytest.mark.parametrize("bare", list(Bare))
@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("80,58%", TypedTarget(percent=Decimal("80.58"))),
        ("821.563; 80,58 %", TypedTarget(821_563, Decimal("80.58"))),
        ("821563 người;80,58%", TypedTarget(821_563, Decimal("80.58"))),
        ("ít nhất 31,5 %", TypedTarget(percent=Decimal("31.5"), percent_qualifier="at_least")),
        ("Tối thiểu 31,5%", TypedTarget(percent=Decimal("31.5"), percent_qualifier="at_least")),
        (">=31,5%", TypedTarget(percent=Decimal("31.5"), percent_qualifier="at_least")),
        ("khoảng 35 %", TypedTarget(percent=Decimal(35), percent_qualifier="about")),
        ("~35 %", TypedTarget(percent=Decimal(35), percent_qualifier="about")),
        ("trên 95%", TypedTarget(percent=Decimal(95), percent_qualifier="over")),
        ("hơn 16.000.000 người", TypedTarget(16_000_000, people_qualifier="over")),
        ("<~ 91 %", TypedTarget(percent=Decimal(91), percent_qualifier="nearly")),
        ("gần 91 %", TypedTarget(percent=Decimal(91), percent_qualifier="nearly")),
        ("> 7; 95 %", TypedTarget(7, Decimal(95), "over")),
        ("7; trên 95 %", TypedTarget(7, Decimal(95), "", "over")),
        ("hơn 16.000.000; ~33 %", TypedTarget(16_000_000, Decimal(33), "over", "about")),
    ],
)
def test_a_sign_a_word_or_both_numbers_say_it_in_either_grid(
    text: str, typed: TypedTarget, bare: Bare
) -> None:
    assert read_target(text, bare) == typed


@pytest.mark.parametrize("bare", list(Bare))
@pytest.mark.parametrize(
    "text",
    [
        "80.58",
        "80,58 %; 821.563",
        "821.563; 80,58",
        "1; 2 %; 3",
        ";",
        "1;",
        "≥",
        "%",
        "người",
        "-5",
        "=1",
        "k",
        "–",
        "１２",
        "1.000 %",
        "1000,5 %",
        "80,58 % người",
        "7; ≥",
        "≥ ≥ 7",
    ],
)
def test_anything_else_is_refused_and_nothing_guessed(text: str, bare: Bare) -> None:
    with pytest.raises(NumberError):
        read_target(text, bare)


def test_thousands_written_the_english_way_are_no_people_and_no_other_share() -> None:
    with pytest.raises(NumberError):
        read_target("821,563", Bare.PEOPLE)
    with pytest.raises(NumberError):
        read_target("821,563 người", Bare.PERCENT)
    assert read_target("821,563", Bare.PERCENT).percent == Decimal("821.563")


def test_what_an_indicator_without_a_denominator_is_promised_is_a_number() -> None:
    assert read_target("20", Bare.PEOPLE, has_rate=False) == TypedTarget(people=20)
    with pytest.raises(CountedOnlyError) as refusal:
        read_target("20 %", Bare.PEOPLE, has_rate=False)
    with translation.override("en"):
        assert "without a denominator" in explain_target(refusal.value)


def test_a_refusal_says_what_to_write_instead() -> None:
    with translation.override("en"):
        with pytest.raises(NumberError) as refusal:
            read_target("821,563; 80 %", Bare.PEOPLE)
        assert explain_target(refusal.value).endswith("Did you mean 821.563?")
        with pytest.raises(NumberError) as refusal:
            read_target("–", Bare.PEOPLE)
        assert "write 0 for a target of zero" in explain_target(refusal.value)


PEOPLE = st.integers(min_value=0, max_value=10**15 - 1)
PERCENT = st.decimals(min_value=0, max_value=Decimal("999.9999"), places=4)


PERCENT_AS_PRINTED = st.builds(
    lambda digits, places: Decimal(digits).scaleb(-places),
    st.integers(min_value=0, max_value=999),
    st.integers(min_value=0, max_value=4),
)


@given(
    st.none() | PEOPLE,
    st.none() | PERCENT | PERCENT_AS_PRINTED,
    st.sampled_from(["", *Qualifier.values]),
    st.sampled_from(["", *Qualifier.values]),
    st.sampled_from(Bare),
)
def test_every_target_reads_back_as_itself(
    people: int | None, percent: Decimal | None, of_people: str, of_percent: str, bare: Bare
) -> None:
    """Each word with its own number, and a per cent with the decimals it was printed with."""
    said = TypedTarget(
        people,
        percent,
        of_people if people is not None else "",
        of_percent if percent is not None else "",
    )
    read = read_target(write_target(said, bare), bare)
    assert read == said
    assert printed_alike(read.percent, said.percent)


def test_a_blank_cell_and_a_target_of_zero_are_two_things() -> None:
    assert write_target(TypedTarget(), Bare.PEOPLE) == ""
    assert write_target(TypedTarget(0), Bare.PEOPLE) == "0"
    assert write_target(TypedTarget(percent=Decimal(0)), Bare.PERCENT) == "0 %"


# The script


def _texts(count: int) -> list[str]:
    """Most near the grammar, the others made of its signs."""
    dice = random.Random(1)
    heads = ("", "", "", "≥", ">= ", "~", "> ", "<~", "ÍT NHẤT ", "trên", "gần ", "về ")
    tails = (
        "",
        "",
        " %",
        "%",
        " người",
        "người",
        ";",
        " ; 80,58 %",
        "; 7",
        "; 1,50%",
        "; ≥ 1,50%",
        ";~",
        " \u00a0%",
    )
    numbers = (
        "0",
        "95",
        "80,58",
        "80,50",
        "821.563",
        "821563",
        "821,563",
        "80.58",
        "007",
        "1000,5",
        "",
        "người",
    )
    signs = "0123456789.,;%≥~><= \u00a0\u202f\tngườiNGƯỜI-–k"
    texts = [dice.choice(heads) + dice.choice(numbers) + dice.choice(tails) for _ in range(count)]
    texts += ["".join(dice.choices(signs, k=dice.randint(0, 9))) for _ in range(count)]
    return texts


def _read_here(text: str, reads: str) -> dict[str, str | None]:
    bare = Bare.PERCENT if reads == "percent" else Bare.PEOPLE
    try:
        typed = read_target(text, bare, has_rate=reads != "count")
    except CountedOnlyError:
        return {"reason": "counted_only", "suggestion": None}
    except NumberError as error:
        return {"reason": NumberReason(error.reason).value, "suggestion": error.suggestion}
    return {"text": write_target(typed, bare)}


@pytest.mark.browser
@pytest.mark.parametrize("reads", ["people", "percent", "count"])
def test_the_script_reads_every_text_as_the_server_does(browser: Browser, reads: str) -> None:
    numbers = (SCRIPTS / "numbers.js").read_text()
    grammars = (SCRIPTS / "grid-grammars.js").read_text()
    source = numbers + re.sub(r"(?m)^import .*$", "", grammars)
    texts = _texts(3000)
    page = browser.new_page()
    there = page.evaluate(
        """async ([source, texts, reads]) => {
            const { readTarget } = await import(source);
            return JSON.stringify(texts.map((text) => readTarget(text, reads)));
        }""",
        [f"data:text/javascript,{quote(source)}", texts, reads],
    )
    page.close()
    differing = [
        (text, js, here)
        for text, js in zip(texts, json.loads(there), strict=True)
        if js != (here := _read_here(text, reads))
    ]
    assert differing == []
