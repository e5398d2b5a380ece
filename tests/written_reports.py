"""Facts made by hand for the written report, and what the report says of them; no database."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cast import JUNE
from coverage.counting.figures import NOW
from coverage.counting.month_counts import MonthCounts
from coverage.models import AdministrativeUnit, Indicator
from reports.figures.blocks import blocks_of
from reports.figures.held import make_row
from reports.figures.provenance import Provenance
from reports.figures.query import Overview
from reports.figures.standing import Row, months_around
from reports.figures.values import NOTHING, Value
from reports.written_report.compose import compose
from reports.written_report.facts import Facts
from reports.written_report.report import Report
from targets.in_force import PromiseInForce

MADE_AT = datetime(2023, 7, 26, 8, 0, tzinfo=UTC)
MAY, LAST_JUNE, DECEMBER = date(2023, 5, 1), date(2022, 6, 1), date(2022, 12, 1)


def unit(
    pk: int = 1, full_name: str = "Tỉnh Trà Vinh", level: int = 1, kind: str = "tinh"
) -> AdministrativeUnit:
    return AdministrativeUnit(
        pk=pk,
        level=level,
        kind=kind,
        name=full_name.split(" ", 1)[-1],
        full_name=full_name,
        valid_from=date(2008, 8, 1),
    )


def indicator(code: str = "BHYT", basis: str = "population", **fields: Any) -> Indicator:
    usual: dict[str, Any] = {
        "pk": 1,
        "name": code,
        "short_name": code,
        "measure": "stock",
        "counted": "people",
        "order": 1,
    }
    return Indicator(code=code, basis=basis, **(usual | fields))


TRA_VINH, BHYT = unit(), indicator()


def row(
    values: Mapping[date, Value] | Value = NOTHING,
    promises: Sequence[PromiseInForce] = (),
    of: AdministrativeUnit = TRA_VINH,
    what: Indicator = BHYT,
    period: date = JUNE,
    **about_part: Any,
) -> Row:
    """`values`: those of the months that are known, or the one of the month itself."""
    if isinstance(values, Value):
        values = {period: values}
    months = months_around(period)
    known = {month: values.get(month, NOTHING) for month in months.all()}
    return make_row(of, what, months, known, promises, **about_part)


def district(
    number: int,
    value: Mapping[date, Value] | Value,
    promises: Sequence[PromiseInForce] = (),
    **said: Any,
) -> Row:
    place = unit(100 + number, f"Huyện Số {number}", level=2, kind="huyen")
    return row(value, promises, of=place, is_part=True, **said)


def facts(*wholes: Row, parts: Sequence[Row] = (), period: date = JUNE, **more: Any) -> Facts:
    """`parts` are the units below, of the first indicator."""
    found = Overview(
        unit=TRA_VINH,
        ancestors=[],
        months=months_around(period),
        read_as=NOW,
        wholes=wholes,
        flows=[],
        parts={wholes[0].indicator.code: parts} if wholes else {},
        counts=MonthCounts(
            expected=len(parts),
            with_figures=len(parts),
            edited=0,
            partly=0,
            handed_in=len(parts),
            approved=len(parts),
        ),
        then=[each.unit for each in parts],
    )
    found = replace(found, **more)
    return Facts(found, blocks_of(found, None), Provenance([], {}, {}), MADE_AT)


def report_of(*wholes: Row, **more: Any) -> Report:
    return compose(facts(*wholes, **more))


def said(report: Report) -> str:
    """All the text."""
    lines = [each.text for each in report.opening.sentences]
    for section in report.sections:
        for part in (section, *section.subsections):
            lines += [each.text for paragraph in part.paragraphs for each in paragraph.sentences]
    return " ".join(lines)


def missing(report: Report, subject: str = "BHYT") -> list[str]:
    return list(report.gaps.get(subject, ()))
