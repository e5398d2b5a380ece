"""Under the table: which documents, versions and denominators its attainments rest on."""

from dataclasses import replace
from datetime import UTC, datetime

from cast import JUNE
from coverage.models import AdministrativeUnit, Indicator
from known_values import base, own, promised
from reports.figures.footnotes import footnotes
from reports.figures.held import make_row
from reports.figures.standing import OwnPromise, Row, months_around
from reports.figures.values import NOTHING, RateBase, own_value
from targets.attainment import Rule
from targets.in_force import PromiseInForce

LATER = datetime(2023, 8, 1, tzinfo=UTC)


def line(
    number: int, of: RateBase | None = None, promise: PromiseInForce | None = None
) -> tuple[Row, OwnPromise | None]:
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), NOTHING) | {months.now: own_value(own(70), of)}
    unit = AdministrativeUnit(pk=number, full_name=f"Huyện {number}")
    promises = [replace(promise, unit_id=number)] if promise else []
    row = make_row(unit, Indicator(pk=1), months, values, promises)
    return row, row.own_promises[0] if promise else None


def test_what_all_lines_share_is_said_once_and_names_nobody() -> None:
    plan, of = promised(100), base(200, source="Cục Thống kê")
    found = footnotes([line(1, of, plan), line(2, of, promised(90, target_id=2))])
    assert [(each.promise.document_number, each.rule, each.units) for each in found.promises] == [
        ("1/KH-UBND", Rule.PEOPLE_ON_PEOPLE, [])
    ]
    assert [(each.base.source, each.units) for each in found.bases] == [("Cục Thống kê", [])]


def test_other_documents_versions_years_and_rules_name_their_units() -> None:
    lines = [
        line(1, None, promised(100)),
        line(2, None, promised(100, document_id=2)),
        line(3, None, promised(100, recorded_at=LATER)),
        line(4, None, promised(100, year=2025)),
        line(5, None, promised(percent="95")),
        line(6, None, promised(80)),
    ]
    assert [list(each.units) for each in footnotes(lines).promises] == [
        ["Huyện 1", "Huyện 6"],
        ["Huyện 2"],
        ["Huyện 3"],
        ["Huyện 4"],
        ["Huyện 5"],
    ]


def test_denominators_of_other_years_and_sources_name_their_units() -> None:
    lines = [line(1, base(200)), line(2, base(300, 2022)), line(3, base(1, estimate=True)), line(4)]
    assert [list(each.units) for each in footnotes(lines).bases] == [
        ["Huyện 1"],
        ["Huyện 2"],
        ["Huyện 3"],
    ]


def test_a_target_of_the_year_before_names_the_denominator_of_its_december() -> None:
    months = months_around(JUNE)
    values = dict.fromkeys(months.all(), NOTHING) | {
        months.now: own_value(own(70), base(200)),
        months.december: own_value(own(60), base(100, 2022)),
    }
    unit = AdministrativeUnit(pk=1, full_name="Huyện 1")
    before = promised(percent="90", year=2022)
    row = make_row(unit, Indicator(pk=1), months, values, [before])
    found = footnotes([(row, row.year_before[0])])
    assert [each.base.year for each in found.bases] == [2023, 2022]


def test_nothing_known_leaves_no_footnote() -> None:
    found = footnotes([line(1)])
    assert (found.promises, found.bases) == ([], [])
