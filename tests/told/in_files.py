"""What the files say of a unit and of those below it: the table as a workbook, the monthly
workbook by its cached values, the trend's table. In English."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from monthly import report_blocks
from targets.models import Assigner, AssignerKind
from told.lines import (
    ALL_UNAPPROVED,
    ATTAINED,
    CHANGES,
    HEADLINE_LIGHT,
    HEADLINE_REMAINING,
    LACKS,
    LIGHT,
    MARKS,
    OF_KINDS,
    PEOPLE,
    PLACE,
    RATE,
    RATE_LACKS,
    REMAINING,
    WHY,
    Told,
    lacks_in,
    marks_in,
)
from told.numbers import light_of
from told.on_pages import ABSENT, LEFT, headed, of_month
from twin.promises import Of

ATTAINED_OF = "Attained, % of the target of: "
GAINED = "Gained (+), lost (−) on: "


def parts_file(content: bytes) -> tuple[list[tuple[str, Told]], bool]:
    """The units below, then the whole, each by its name; and whether that nothing was approved is
    said for all."""
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "Unit")
    headings = [str(cell.value) for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1):
        if row[0].value is None:
            break
        cells = dict(zip(headings, row, strict=True))
        found.append((str(row[0].value).partition("\n")[0], _part(cells)))
    said = {cell.value for row in sheet.iter_rows() for cell in row}
    return found, ALL_UNAPPROVED in said


def _part(cells: Mapping[str, Any]) -> Told:
    people, rate = cells["Participants"], cells["Coverage, %"]
    on_month, on_year, on_december = (
        cells[name].value
        for name in ("On last month", "On the same month last year", "On 31 December")
    )
    beside = _comment(rate).splitlines()
    return {
        **_people(people.value, has_rate=rate.value is not None),
        LACKS: lacks_in(str(cells["Unit"].value).partition("\n")[2]),
        MARKS: marks_in(_comment(people).splitlines()),
        RATE: rate.value,
        RATE_LACKS: lacks_in(" ".join(each for each in beside if not each.startswith("⚠"))),
        PLACE: headed(cells, "Rank").value,
        ATTAINED: headed(cells, "Attained").value,
        REMAINING: headed(cells, *LEFT).value,
        LIGHT: light_of(cells["Judgement"].value or ""),
        **dict(zip(CHANGES, (on_month, on_year, on_december), strict=True)),
    }


def _people(held: Any, *, has_rate: bool) -> Told:
    if isinstance(held, str):  # with what it reads now, where a meeting is open
        return {PEOPLE: None, WHY: ABSENT[held.partition("\n")[0]]}
    if held is None:
        return {PEOPLE: None, WHY: "a rate alone" if has_rate else "nothing said"}
    return {PEOPLE: held, WHY: ""}


def _comment(cell: Any) -> str:
    return cell.comment.text if cell.comment else ""


def monthly_report(book: Workbook) -> dict[str, list[Told]]:
    """By the name of the indicator the lines of its units, the whole last, as they were cached."""
    kinds = _kinds_by_name()
    return {
        re.split(r"\. ", block.title)[1]: [_monthly_line(line, kinds) for line in block.lines]
        for block in report_blocks(book["Report"])
    }


def _monthly_line(line: Mapping[str, Any], kinds: Mapping[str, int]) -> Told:
    said = (line["Remarks"] or "").split("; ")
    units = [each for each in said if re.fullmatch(r"\d+ of \d+ units", each)]
    below = ["incomplete" for each in said if each == "parts lack"]
    rated = [each.removeprefix("rate ") for each in said if each.startswith("rate ")]
    why = ABSENT.get(said[0], "") if line["This month"] is None else ""
    if line["This month"] is None and line["Coverage, %"] is not None:
        why = "a rate alone"
    by_kind = {
        _years_and_kind(name.removeprefix(ATTAINED_OF), kinds): attained
        for name, attained in line.items()
        if name.startswith(ATTAINED_OF) and "see remarks" not in name
    }
    return {
        PEOPLE: line["This month"],
        WHY: why,
        LACKS: lacks_in(" ".join(units + below)),
        MARKS: marks_in(said),
        RATE: line["Coverage, %"],
        RATE_LACKS: lacks_in(" ".join(rated)),
        PLACE: line["Rank"],
        OF_KINDS: by_kind,
        HEADLINE_REMAINING: headed(line, *LEFT),
        HEADLINE_LIGHT: light_of(line["Judgement"] or ""),
        **{
            name: line[GAINED + heading]
            for name, heading in zip(
                CHANGES, ("last month", "the same month last year", "31 December"), strict=True
            )
        },
    }


def _years_and_kind(heading: str, kinds: Mapping[str, int]) -> tuple[Of, int]:
    name, *years = re.split(r" \((?:target for|milestone) ", heading)
    if not years:
        return Of.YEAR, kinds[name]
    return Of.LATER if "(milestone " in heading else Of.YEAR_BEFORE, kinds[name]


def _kinds_by_name() -> dict[str, int]:
    """What a column may be headed by: assigners of a kind, or the one there is."""
    with override("en"):
        kinds = {str(kind.label): kind.value for kind in AssignerKind}
    return kinds | dict(Assigner.objects.values_list("name", "kind"))


def trend_file(content: bytes) -> dict[date, Told]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    top = next(cell.row for cell in sheet["A"] if cell.value == "Month")
    headings = [cell.value for cell in sheet[top]]
    found = {}
    for row in sheet.iter_rows(min_row=top + 1, values_only=True):
        line = dict(zip(headings, row, strict=True))
        if isinstance(month := line["Month"], datetime):
            told = of_month(line["Participants"], line["Coverage, %"], line["Notes"])
            found[month.date()] = told
    return found
