"""The tables of units, of the pages and of the workbooks made from them."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import Origin
from coverage.tables.columns import MARK, MUTED, Beside, Column
from coverage.tables.notations import CHANGE, NUMBER, PEOPLE
from coverage.tables.table import Table
from reports.figures.assigners import Assigners
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.columns import (
    REMAINING,
    marks_at_people,
    people_css,
    people_or_why,
    remaining_heading,
    remaining_in,
    with_simulated,
)
from reports.figures.differences import RowsNow
from reports.figures.judged_rows import (
    JudgedRow,
    light_rank,
    month_of_line,
    plan_of_line,
    rate_in_line,
    rate_of_line,
    unset_in_line,
)
from reports.figures.judgement import without_path_text
from reports.figures.marks import row_marks
from reports.figures.notations import attained_in, people_in
from reports.figures.partial_words import ranked_among_text
from reports.figures.places import is_by_attainment, places
from reports.figures.printed_rates import contradiction_text
from reports.figures.standing import Row
from reports.figures.unit_addresses import unit_addresses
from reports.figures.words import (
    incomplete_text,
    light_text,
    origin_text,
    people_text,
    rate_of_text,
)
from reports.figures.year_turn import attained_heading, target_heading
from reports.filters import Filters

NOTHING_ASKED = Filters()
# Values as they were reported or set, which may be adjusted later.
GIVEN = ("people", "base", "plan")


class PartsTable(Table):
    """The units below one, for one indicator and month, against one assigner's targets."""

    css = "figures parts"
    labelled_by = "parts-heading"
    is_sortable = True
    adds_origins = False
    on_phone: Sequence[str] = ("unit", "people", "attainment", "needed", "light")

    unit = Column(
        gettext_lazy("Unit"),
        lambda line: line.row.unit.full_name,
        css="unit",
        is_heading=True,
        origin=lambda line: Origin.SIMULATED if line.row.value.simulated else "",
        beside=(
            Beside(lambda line: incomplete_text(line.row.value), MARK),
            Beside(unset_in_line, MUTED, plain=""),
        ),
        sort_by=lambda line: line.row.unit.sort_key,
    )
    place = Column(gettext_lazy("Rank"), lambda line: line.place, PEOPLE, css="num narrow")
    people = Column(
        gettext_lazy("Participants"),
        lambda line: people_or_why(line.row.value),
        PEOPLE,
        css=lambda line: people_css(line.row.value),
        head_css="num",
        of_line=lambda line: people_in(line.row.value),
        write=lambda line: people_text(line.row.value),
        sort_by=lambda line: line.row.value.people,
    )
    base = Column(
        gettext_lazy("Denominator"),
        lambda line: line.row.value.base and line.row.value.base.people,
        PEOPLE,
    )
    rate = Column(
        gettext_lazy("Coverage, %"),
        lambda line: line.row.value.rate,
        NUMBER,
        of_line=rate_in_line,
        write=rate_of_line,
        beside=(
            Beside(lambda line: contradiction_text(line.row.value), MARK),
            Beside(lambda line: rate_of_text(line.row.value), MARK),
        ),
    )
    plan = Column(
        gettext_lazy("Target"),
        lambda line: line.promised and line.promised.assessment.plan_people,
        PEOPLE,
        write=plan_of_line,
        beside=(Beside(unset_in_line, markup=""),),
    )
    attainment = Column(
        gettext_lazy("Attained, %"),
        lambda line: line.promised and line.promised.assessment.attainment,
        NUMBER,
        of_line=lambda line: attained_in(line.promised and line.promised.assessment.attainment),
    )
    bar = Column(
        gettext_lazy("Figure, path, target"),
        lambda line: line.standing and line.standing.assessment.attainment,
        css="bar",
        in_file=False,
        draw=lambda line: bullet_svg(line.row, line.standing),
    )
    remaining = Column(
        gettext_lazy("Remaining"),
        lambda line: line.standing and line.standing.assessment.remaining,
        REMAINING,
        of_line=lambda line: remaining_in(line.standing),
    )
    needed = Column(
        gettext_lazy("Needed a month"),
        lambda line: line.standing and line.standing.needed_pace,
        PEOPLE,
    )
    month = Column(
        gettext_lazy("On last month"),
        lambda line: line.row.month.people.difference,
        CHANGE,
        beside=(with_simulated(lambda line: line.row.month),),
    )
    year = Column(
        gettext_lazy("On the same month last year"),
        lambda line: line.row.year.people.difference,
        CHANGE,
        beside=(with_simulated(lambda line: line.row.year),),
    )
    december = Column(
        gettext_lazy("On 31 December"),
        lambda line: line.row.december.people.difference,
        CHANGE,
        beside=(with_simulated(lambda line: line.row.december),),
    )
    light = Column(
        gettext_lazy("Judgement"),
        lambda line: light_text(line.standing.light) if line.standing else None,
        css="light",
        sort_by=light_rank,
    )
    state = Column(
        gettext_lazy("Month"),
        month_of_line,
        css="state",
    )
    marks = Column(
        gettext_lazy("Marks"), lambda line: row_marks(line.row) or None, css="", on_page=False
    )
    origin = Column(
        gettext_lazy("Origin"), lambda line: origin_text(line.row.value) or None, on_page=False
    )

    def __init__(
        self,
        rows: Sequence[Row],
        whole: Row,
        assigners: Assigners | None,
        order: str | None = None,
        link_filters: Filters = NOTHING_ASKED,
        rows_now: RowsNow | None = None,
    ) -> None:
        """`whole` is the row of the unit above, shown as the total; `link_filters`: what the link
        from each name to the unit's own page asks for; `rows_now`: the same rows as they are now,
        of a table that shows an earlier moment."""
        self.assigners = assigners
        self.rows_now = rows_now or {}
        lines = self.lines_of(rows, assigners)
        self.whole = JudgedRow(whole, whole.promise_by(assigners))
        super().__init__(
            lines,
            totals=[self.whole],
            headings=self._headings(lines),
            order_by=order or "unit",
            order_by_field="sort",
        )
        self.columns["unit"].column.address = unit_addresses(link_filters)
        without_path = without_path_text((line.row, line.standing) for line in (*lines, self.whole))
        if any(line.standing.is_over for line in lines if line.standing is not None):
            self.columns.hide("needed")
            self.on_phone = (*self.on_phone, "remaining")
        mark, said_once = marks_at_people(rows, lambda line: line.row)
        self.columns["people"].column.beside = (mark,)
        among = ranked_among_text([line.place for line in lines])
        self.notes = [each for each in (among, without_path, *said_once) if each]
        if self.rows_now:
            for name in GIVEN:
                if name in self.columns:
                    column = self.columns[name].column
                    column.beside = (*column.beside, self._beside_now(column))

    def _beside_now(self, column: Column) -> Beside:
        """What a given value reads now, where it reads otherwise."""
        write = column.write
        label = escape(_("adjusted since"))

        def say(line: JudgedRow) -> str:
            now = self.line_now(line)
            return "" if now is None or write(now) == write(line) else write(now)

        markup = (
            f'<span class="adjusted"><span role="img" aria-label="{label}">↻</span> → {{}}</span>'
        )
        return Beside(say, markup, plain="↻ → {}")

    def lines_of(self, rows: Sequence[Row], assigners: Assigners | None) -> list[JudgedRow]:
        self.is_ranked_by_rate = not is_by_attainment(rows, assigners)
        ranked = zip(rows, places(rows, assigners), strict=True)
        return [JudgedRow(row, row.promise_by(assigners), place) for row, place in ranked]

    def _headings(self, lines: Sequence[JudgedRow]) -> dict[str, str]:
        return {
            "place": self.rank_heading(),
            "plan": target_heading(self.assigners),
            "attainment": attained_heading(self.assigners),
            "remaining": remaining_heading(line.standing for line in (*lines, self.whole)),
        }

    def rank_heading(self) -> str:
        """By what the units are ranked."""
        return _("Rank by coverage") if self.is_ranked_by_rate else _("Rank by attainment")

    def line_now(self, line: JudgedRow) -> JudgedRow | None:
        """The same line as it is now; None where the table shows what is now."""
        now = self.rows_now.get((line.row.unit.pk, line.row.indicator.code))
        return JudgedRow(now, now.promise_by(self.assigners)) if now is not None else None

    @classmethod
    def can_sort_by(cls, order: str) -> bool:
        """Whether `order` names one of the page's columns, with or without a minus."""
        column = cls.base_columns.get(order.removeprefix("-"))
        return column is not None and column.on_page
