"""How wide a column is made for a number, so that no font turns it into ###."""

from decimal import Decimal

import pytest

from coverage.tables.number_widths import widest, width_of_number
from reports.figures.columns import remaining_form

# Bold DejaVu Sans, in hundredths of its plain digit, in which columns are counted.
DEJAVU = {"digit": 1.094, "point": 0.597, "sign": 1.317}


@pytest.mark.parametrize(
    ("number", "form", "digits", "points", "signs"),
    [
        (0, "#,##0", 1, 0, 0),
        (155_555_554, "#,##0", 9, 2, 0),
        (-40_546, "+#,##0;-#,##0;0", 5, 1, 1),
        (40_546, "+#,##0;-#,##0;0", 5, 1, 1),
        (Decimal("99.999"), "#,##0.00", 5, 1, 0),
    ],
)
def test_a_number_has_room_for_its_digits_points_and_sign_in_a_wide_bold_font(
    number: int | Decimal, form: str, digits: int, points: int, signs: int
) -> None:
    taken = DEJAVU["digit"] * digits + DEJAVU["point"] * points + DEJAVU["sign"] * signs
    assert width_of_number(number, form) > taken


def test_words_before_a_number_have_room_where_its_sign_has_them() -> None:
    form = remaining_form()
    assert width_of_number(-1_234, form) > width_of_number(1_234, form) + 5


def test_a_column_is_widened_for_its_widest_number_and_never_made_narrower() -> None:
    assert widest(8, [0, 9.2, 7]) == 10
    assert widest(8, []) == 8
