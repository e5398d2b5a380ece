"""The lines of the kinds of units in a block of the report: formulas over the lines of the units,
which name their kind in a hidden column. The whole adds up the units, never these lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.models import Absence
from coverage.tables.written_book import Formula, Held, quoted
from reports.figures.blocks import Block
from reports.figures.comparison import Comparison
from reports.figures.subtotals import Subtotal, subtotals
from reports.monthly_workbook import report_formulas as formulas
from reports.monthly_workbook.figures_sheet import complete_word
from reports.monthly_workbook.report_lines import ReportLine
from targets.attainment import percent

SIGN = "∑"


@dataclass(frozen=True, slots=True)
class SubtotalLine:
    """At row `at`, as Excel counts; `whole`: the line of the block's whole, which knows where those
    of the units stand."""

    subtotal: Subtotal
    at: int
    whole: ReportLine
    first: ReportLine

    @property
    def of_kind(self) -> str:
        """The condition that a line is of a unit of the kind."""
        kind = self.whole.letters[formulas.KIND]
        return f"{self.column(formulas.KIND)},{kind}{self.at}"

    def column(self, key: str) -> str:
        return self.whole.cells_of_parts(key)

    def cell(self, key: str) -> str:
        return f"{self.whole.letters[key]}{self.at}"

    @property
    def words_of_month(self) -> str:
        """The cells of the sheet of figures that say of each unit whether it is complete."""
        sheet, _mark, cell = self.first.figure(self.first.months.now).complete.rpartition("!")
        letter, row = cell.split("$")[1:]
        last = int(row) + len(self.whole.parts) - 1
        return f"{sheet}!${letter}${row}:${letter}${last}"


def subtotal_lines(block: Block, lines: Sequence[ReportLine]) -> list[SubtotalLine]:
    """Between the lines of the units and that of the whole, which are `lines`."""
    *units, whole = lines
    return [
        SubtotalLine(each, whole.parts.stop + position, whole, units[0])
        for position, each in enumerate(subtotals(block))
    ]


def cells_of(line: SubtotalLine) -> Mapping[str, Held]:
    """By the key of the column; a column that is not named is blank."""
    told = line.subtotal
    own = told.own_targets
    cells: dict[str, Held] = {
        formulas.NUMBER: SIGN,
        formulas.UNIT: name_of(told),
        formulas.BASE: _base(line),
        formulas.BEFORE: _people(line, formulas.BEFORE, told.people_before),
        formulas.PEOPLE: _people(line, formulas.PEOPLE, told.people),
        formulas.RATE: _rate(line),
        formulas.REMARKS: _remarks(told),
        formulas.ON_MONTH: _change(line, formulas.ON_MONTH, [row.month for row in told.owed]),
        formulas.ON_YEAR: _change(line, formulas.ON_YEAR, [row.year for row in told.owed]),
        formulas.ON_DECEMBER: _change(
            line, formulas.ON_DECEMBER, [row.december for row in told.owed]
        ),
    }
    if told.plan is not None:
        plans = line.column(formulas.PLAN)
        cells[formulas.PLAN] = Formula(f"=SUMIFS({plans},{line.of_kind})", told.plan)
    chosen = line.whole.block.chosen
    if own is not None and chosen is not None:
        done, plan = line.cell(formulas.PEOPLE), line.cell(formulas.PLAN)
        text = f'=IF(AND({_is_whole(line)},{plan}>0),{done}/{plan}*100,"")'
        cells[formulas.attained_key(chosen)] = Formula(text, own.attained)
        if not any(each.promise.promise.is_of_more for each in told.standings):
            left = f'=IF({_is_whole(line)},{plan}-{done},"")'
            cells[formulas.REMAINING] = Formula(left, own.plan - own.people)
    return cells


def name_of(told: Subtotal) -> str:
    said = {"kind": str(told.kind.label), "count": len(told.rows)}
    return _("Of these %(kind)s: %(count)s") % said


def _people(line: SubtotalLine, key: str, known: int | None) -> Formula:
    people = line.column(key)
    text = f'=IF({_count(line, people)}=0,"",SUMIFS({people},{line.of_kind}))'
    return Formula(text, known)


def _base(line: SubtotalLine) -> Formula:
    people, bases = line.column(formulas.PEOPLE), line.column(formulas.BASE)
    both = f'COUNTIFS({line.of_kind},{people},">=0",{bases},">0")'
    text = (
        f"=IF(AND({both}>0,{both}={_count(line, people)}),"
        f'SUMIFS({bases},{line.of_kind},{people},">=0"),"")'
    )
    return Formula(text, line.subtotal.base)


def _rate(line: SubtotalLine) -> Formula:
    people, bases = line.column(formulas.PEOPLE), line.column(formulas.BASE)
    rated = line.subtotal.rated
    text = (
        f'=IF(COUNTIFS({line.of_kind},{people},">=0",{bases},">0")=0,"",'
        f'SUMIFS({people},{line.of_kind},{bases},">0")'
        f'/SUMIFS({bases},{line.of_kind},{people},">=0")*100)'
    )
    return Formula(text, percent(rated.people, rated.denominator))


def _change(line: SubtotalLine, key: str, comparisons: list[Comparison]) -> Held:
    known = line.subtotal.change(comparisons)
    if known is None:
        return None
    column = line.column(key)
    are_known = f'COUNTIFS({line.of_kind},{column},">-1E+15")={len(comparisons)}'
    return Formula(f'=IF({are_known},SUMIFS({column},{line.of_kind}),"")', known)


def _is_whole(line: SubtotalLine) -> str:
    words = (complete_word(), str(Absence.NOT_APPLICABLE.label))
    counted = "+".join(
        f"COUNTIFS({line.of_kind},{line.words_of_month},{quoted(word)})" for word in words
    )
    return f"{counted}=COUNTIFS({line.of_kind})"


def _count(line: SubtotalLine, people: str) -> str:
    return f'COUNTIFS({line.of_kind},{people},">=0")'


def _remarks(told: Subtotal) -> str:
    said = []
    if told.counted < len(told.owed):
        counted = {"counted": told.counted, "expected": len(told.owed)}
        said.append(_("%(counted)s of %(expected)s units") % counted)
    elif told.people is not None and not told.is_complete:
        said.append(_("parts lack"))
    if told.rated.missing and told.rated.counted:
        of = {"counted": told.rated.counted, "expected": told.rated.counted + told.rated.missing}
        said.append(_("rate of %(counted)s of %(expected)s units") % of)
    return "; ".join(said)
