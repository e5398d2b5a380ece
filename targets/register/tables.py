"""The tables of a document: targets, what it revised and replaced, what does not add up."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from coverage.tables.columns import MUTED, Beside, Column
from coverage.tables.notations import MOMENT, YEAR, Exact, write_moment
from coverage.tables.table import Group, Table
from targets.models import Target
from targets.register.gaps_found import GapList
from targets.register.query import TargetCell, TargetTable, UnitRow
from targets.register.revisions import Revision
from targets.wording import DIFFERENCE, TARGET, target_value


class TargetsTable(Table):
    """Units down; indicators and years across. Its notes are numbered, and stand in a list."""

    name = "targets"
    heading = gettext_lazy("Targets in force")
    css = "figures targets"
    scroll = "fitted"
    shows_notes = False

    unit = Column(gettext_lazy("Unit"), lambda row: str(row.unit), css="first", is_heading=True)


def targets_table(found: TargetTable) -> TargetsTable | None:
    """None where no target is in force."""
    years = [
        (column, year, year == column.years[0]) for column in found.columns for year in column.years
    ]
    return TargetsTable.if_any(
        found.rows,
        notes=[f"({number}) {note}" for number, note in enumerate(found.notes, start=1)],
        groups=[
            Group(column.indicator.label, len(column.years), "group") for column in found.columns
        ],
        extra_columns=[
            (f"cell_{place}", _cell_column(place, year, found.notes, is_first=is_first))
            for place, (_column, year, is_first) in enumerate(years)
        ],
    )


def _cell_column(place: int, year: int, notes: Sequence[str], *, is_first: bool) -> Column:
    def cell(row: UnitRow) -> TargetCell | None:
        return row.cells[place]

    def note(row: UnitRow) -> str:
        found = cell(row)
        return f"({found.note}) {notes[found.note - 1]}" if found and found.note else ""

    def text(row: UnitRow) -> str:
        found = cell(row)
        return found.text if found else TARGET.text(None)

    return Column(
        str(year),
        lambda row: found.held if (found := cell(row)) else None,
        TARGET,
        head_css="num group" if is_first else "num",
        write=text,
        beside=(Beside(note, markup=""),),
        draw=lambda row: _cell_html(cell(row)),
    )


def _cell_html(cell: TargetCell | None) -> SafeString:
    if cell is None:
        return format_html('<span class="muted">{}</span>', TARGET.text(None))
    if not cell.note:
        return format_html("{}", cell.text)
    return format_html('{}<sup><a href="#note-{}">({})</a></sup>', cell.text, cell.note, cell.note)


def _held(target: Target) -> Exact:
    return _("withdrawn") if target.is_withdrawn else target_value(target)


class RevisedTable(Table):
    name = "revised"
    heading = gettext_lazy("Revised targets")
    css = "figures revised"
    scroll = "fitted"

    unit = Column(
        gettext_lazy("Unit"), lambda each: str(each.target.unit), css="first", is_heading=True
    )
    indicator = Column(
        gettext_lazy("Indicator"), lambda each: each.target.indicator.label, css="indicator"
    )
    year = Column(gettext_lazy("Year"), lambda each: each.target.year, YEAR)
    before = Column(
        pgettext_lazy("target", "Before"),
        lambda each: _held(each.earlier),
        TARGET,
        write=lambda each: each.before,
        beside=(Beside(lambda each: _before_by(each), MUTED),),
    )
    now = Column(
        pgettext_lazy("target", "Now"),
        lambda each: _held(each.target),
        TARGET,
        write=lambda each: each.now,
        draw=lambda each: _now_html(each),
    )
    difference = Column(gettext_lazy("Difference"), lambda each: each.difference, DIFFERENCE)
    revised_by = Column(
        gettext_lazy("Revised by"),
        lambda each: _recorded(each.target),
        beside=(
            Beside(lambda each: each.target.why, MUTED),
            Beside(lambda each: "" if each.target.is_withdrawn else each.target.note, MUTED),
        ),
    )


def _recorded(target: Target) -> str:
    return f"{target.recorded_by}, {write_moment(target.recorded_at)}"


def _before_by(each: Revision) -> str:
    """Who recorded an earlier version of the same document."""
    return "" if each.is_amendment else _recorded(each.earlier)


def _now_html(each: Revision) -> SafeString:
    if each.target.is_withdrawn:
        return format_html('<span class="mark mark-warn">{}</span>', _("withdrawn"))
    return format_html("{}", each.now)


class ReplacedTable(Table):
    name = "replaced"
    heading = gettext_lazy("Replaced targets")

    unit = Column(
        gettext_lazy("Unit"), lambda each: str(each.target.unit), css="first", is_heading=True
    )
    indicator = Column(gettext_lazy("Indicator"), lambda each: each.target.indicator.label)
    year = Column(gettext_lazy("Year"), lambda each: each.target.year, YEAR)
    target = Column(
        gettext_lazy("Target"),
        lambda each: _held(each.target),
        TARGET,
        write=lambda each: _("withdrawn") if each.target.is_withdrawn else each.text,
    )
    recorded = Column(gettext_lazy("Entered by"), lambda each: _recorded(each.target))
    until = Column(gettext_lazy("In force until"), lambda each: each.until, MOMENT)
    why = Column(
        gettext_lazy("Why it was revised"),
        lambda each: each.successor.why if each.successor else "",
        beside=(Beside(lambda each: _recorded(each.successor) if each.successor else "", MUTED),),
    )
    note = Column(
        gettext_lazy("Note"),
        lambda each: "" if each.target.is_withdrawn else each.target.note,
    )


class GapsTable(Table):
    """What the page lists as points, for its file."""

    name = "gaps"
    heading = gettext_lazy("Do the targets add up?")

    about = Column(gettext_lazy("About"), lambda gap: gap.where, is_heading=True)
    point = Column(gettext_lazy("Point"), lambda gap: gap.sentence)


def gaps_table(found: GapList) -> GapsTable | None:
    """None where all agrees."""
    left_out = [_("and %(count)s more") % {"count": found.left_out}] if found.left_out else []
    return GapsTable.if_any(found.lines, notes=left_out)
