"""What may be typed into a cell, and that it reads back as itself."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from coverage.models import Absence
from coverage.month.typed_text import TypedFigure, explain_cell, read_cell, write_cell
from coverage.notation.numbers import NumberError


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("821.563", TypedFigure(people=821563)),
        (" 821563\t", TypedFigure(people=821563)),
        ("0", TypedFigure(people=0)),
        ("", TypedFigure()),
        (" \u00a0 ", TypedFigure()),
        ("k", TypedFigure(absence=Absence.NOT_AVAILABLE)),
        (" K ", TypedFigure(absence=Absence.NOT_AVAILABLE)),
        ("kad", TypedFigure(absence=Absence.NOT_APPLICABLE)),
        ("Không có số liệu", TypedFigure(absence=Absence.NOT_AVAILABLE)),
        ("không  áp dụng", TypedFigure(absence=Absence.NOT_APPLICABLE)),
    ],
)
def test_a_cell_is_a_number_an_absence_or_blank(text: str, typed: TypedFigure) -> None:
    assert read_cell(text) == typed


def test_words_are_read_in_either_form_of_unicode() -> None:
    decomposed = "kho\u0302ng co\u0301 so\u0302\u0301 lie\u0323\u0302u"
    assert read_cell(decomposed) == TypedFigure(absence=Absence.NOT_AVAILABLE)


def test_blank_zero_and_the_two_absences_are_four_things() -> None:
    assert len({read_cell(text) for text in ("", "0", "k", "kad")}) == 4


@pytest.mark.parametrize("text", ["n/a", "ka", "k.a.d", "kk", "không", "821,563", "-", "withdrawn"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NumberError):
        read_cell(text)


@pytest.mark.parametrize("text", ["-", "–", " — ", "...", "X"])
def test_a_dash_is_answered_with_the_three_things_it_may_mean(text: str) -> None:
    with pytest.raises(NumberError) as refusal:
        read_cell(text)
    with translation.override("en"):
        assert "write 0 for nobody, k for no data, kad for" in explain_cell(refusal.value)


def test_a_number_written_another_way_is_answered_with_a_suggestion() -> None:
    with pytest.raises(NumberError) as refusal:
        read_cell("821,563")
    with translation.override("en"):
        assert explain_cell(refusal.value).endswith("Did you mean 821.563?")


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_every_number_of_people_reads_back_as_itself(people: int) -> None:
    assert read_cell(write_cell(people, "")) == TypedFigure(people=people)


@pytest.mark.parametrize("absence", [Absence.NOT_AVAILABLE, Absence.NOT_APPLICABLE])
def test_every_absence_that_can_be_typed_reads_back_as_itself(absence: Absence) -> None:
    assert read_cell(write_cell(None, absence)) == TypedFigure(absence=absence)


def test_a_withdrawn_figure_and_one_without_people_look_blank() -> None:
    assert write_cell(None, Absence.WITHDRAWN) == ""
    assert write_cell(None, "") == ""
