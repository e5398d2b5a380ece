"""What is said in words beside a figure of the workbook."""

from django.utils.translation import gettext as _

from coverage.models import Scope
from reports.figures.assigners import Of
from reports.figures.blocks import Block
from reports.figures.marks import row_marks
from reports.figures.partial_words import change_notes, whole_notes
from reports.figures.reckoned_words import formed_of_text
from reports.figures.season_words import season_text
from reports.figures.standing import OwnPromise, Row
from reports.figures.values import Value
from reports.figures.words import (
    absence_text,
    origin_text,
    precision_text,
    printed_text,
    rate_of_text,
)
from reports.figures.year_turn import unset_lines


def value_note(value: Value) -> str:
    """How a figure was counted: of which units, how exactly, in which scope. Blank where there is
    nothing to say."""
    said = []
    if value.own is None and value.people is not None:
        said.append(_how_it_was_added_up(value))
    if value.people is not None and value.counted < value.expected:
        counted = {"counted": value.counted, "expected": value.expected}
        said.append(_("%(counted)s of %(expected)s units") % counted)
    if own := value.own:
        said += [
            printed_text(own),
            precision_text(own),
            str(Scope(own.scope).label) if own.scope else "",
        ]
    return "; ".join(word for word in said if word)


def row_note(block: Block, row: Row, promised: OwnPromise | None, year: int) -> str:
    """The last column of the report: what a reader must know before using the line. What is said of
    the whole at length stands under the table (`whole_note`): a narrow column made its line fill
    half a page."""
    value = row.value
    if not value.has_figure:
        said = [absence_text(value), origin_text(value)]
    else:
        said = [origin_text(value), *_gaps(value)]
    if value.base is not None and value.base.year not in (None, year):
        said.append(_("denominator of %(year)s") % {"year": value.base.year})
    if not value.simulated and _compares_with_simulated(row):
        said.append(_("compared with simulated months"))
    if promised is not None:
        if promised.promise.is_simulated and not value.simulated:
            said.append(_("simulated target"))
        if block.chosen is None or promised.promise.assigner != block.chosen.name:
            said.append(_("target of %(assigner)s") % {"assigner": promised.promise.assigner})
        if promised.of is Of.LATER:
            said.append(_("milestone %(year)s") % {"year": promised.promise.year})
    said += unset_lines(row)
    if value.has_figure:
        said.append(row_marks(row))
    said.append(rate_of_text(value) and _("rate %(of)s") % {"of": rate_of_text(value)})
    if row is not block.whole:
        said += change_notes(row)
    return "; ".join(each for each in said if each)


def whole_note(block: Block) -> str:
    """How the whole was added up, its path and its changes; blank where nothing is to be said."""
    row = block.whole
    said = [*whole_notes(block), season_text(row), *change_notes(row)]
    return "; ".join(each for each in said if each)


def _compares_with_simulated(row: Row) -> bool:
    return any(
        comparison.is_simulated and comparison.people.difference is not None
        for comparison in (row.month, row.year, row.december)
    )


def _gaps(value: Value) -> list[str]:
    said = []
    if value.own and (printed := printed_text(value.own)):
        said.append(printed)
    if value.counted < value.expected:
        counted = {"counted": value.counted, "expected": value.expected}
        said.append(_("%(counted)s of %(expected)s units") % counted)
    elif value.people is not None and not value.is_complete:
        said.append(_("parts lack"))
    return said


def _how_it_was_added_up(value: Value) -> str:
    if value.from_predecessors:
        return formed_of_text(value.former) or _("from the units it was formed from")
    if value.computed_from_parts:
        return _("from its part-indicators")
    return _("from the units below")
