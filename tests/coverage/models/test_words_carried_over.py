"""What stood when the words of people and rate were parted: to whom each word went."""

from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection

FIGURES = import_module("coverage.migrations.0015_printed_precision")
TARGETS = import_module("targets.migrations.0005_printed_precision")

# A table of the session stands before the product's of the same name.
AS_IT_WAS = """
CREATE TEMPORARY TABLE coverage_reportedfigure (
    people bigint, rate numeric(9, 4), origin varchar(10),
    people_precision varchar(8), people_qualifier varchar(8),
    rate_precision varchar(8) DEFAULT 'exact', rate_qualifier varchar(8) DEFAULT ''
) ON COMMIT DROP
"""


@pytest.mark.parametrize(
    ("people", "rate", "origin", "of_people", "of_the_rate"),
    [
        (800, None, "reported", ("rounded", "about"), ("exact", "")),
        (None, "12", "reported", ("exact", ""), ("rounded", "about")),
        (None, "12", "published", ("exact", ""), ("rounded", "about")),
        (800, "80.5", "reported", ("rounded", "about"), ("rounded", "about")),
        (16_000_000, "33", "published", ("rounded", "about"), ("exact", "")),
        (None, None, "reported", ("exact", ""), ("exact", "")),
    ],
)
def test_the_words_of_a_figure_go_to_the_number_they_were_said_of(
    db: None,
    people: int | None,
    rate: str | None,
    origin: str,
    of_people: tuple[str, str],
    of_the_rate: tuple[str, str],
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(AS_IT_WAS)
        cursor.execute(
            "INSERT INTO coverage_reportedfigure VALUES (%s, %s, %s, 'rounded', 'about')",
            [people, rate, origin],
        )
        cursor.execute(FIGURES.CARRY_OVER)
        cursor.execute(
            "SELECT people, rate, people_precision, people_qualifier, rate_precision,"
            " rate_qualifier FROM coverage_reportedfigure"
        )
        now = cursor.fetchone()
    assert now[0] == people
    assert str(now[1]) == str(rate and Decimal(rate))
    assert (now[2:4], now[4:]) == (of_people, of_the_rate)


@pytest.mark.parametrize(
    ("people", "percent", "of_people", "of_percent"),
    [(7, None, "over", ""), (None, "95", "", "over"), (7, "91.5", "over", "over")],
)
def test_the_word_of_a_target_goes_to_each_of_its_numbers(
    db: None, people: int | None, percent: str | None, of_people: str, of_percent: str
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE targets_target (people bigint, percent numeric(7, 4),"
            " people_qualifier varchar(8), percent_qualifier varchar(8) DEFAULT '') ON COMMIT DROP"
        )
        cursor.execute("INSERT INTO targets_target VALUES (%s, %s, 'over')", [people, percent])
        cursor.execute(TARGETS.CARRY_OVER)
        cursor.execute("SELECT * FROM targets_target")
        now = cursor.fetchone()
    assert (now[0], str(now[1]), now[2:]) == (people, str(percent), (of_people, of_percent))
