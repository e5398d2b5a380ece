"""The table of the units that could close the gap, with the fields in which a reader supposes."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import write_people
from coverage.tables.columns import MARK, Beside, Column
from coverage.tables.notations import NUMBER, PEOPLE, PERCENT
from coverage.tables.table import Table
from reports.figures.columns import mark_simulated, marks_at_people, people_or_why
from reports.figures.notations import people_in, rate_in_row
from reports.figures.standing import Row
from reports.figures.words import incomplete_text, rate_of_text
from reports.what_if.form import WhatIfForm
from reports.what_if.result import PartResult, WhatIf
from targets.what_if import Change


@dataclass(frozen=True, slots=True)
class PartLine:
    """A unit with the two fields in which it is supposed of; `change`: what was. `need`: its share
    of the gap, `has_gap`: whether there is one to share."""

    part: PartResult
    fields: Sequence[BoundField]
    change: Change | None
    need: int | None
    has_gap: bool

    @property
    def people(self) -> int | None:
        return self.part.people if self.part.moved is not None else None

    @property
    def rate(self) -> Decimal | None:
        return self.part.rate if self.part.moved is not None else None


class PartsOfGap(Table):
    name = element_id = "lines"
    heading = gettext_lazy("Who could close the gap")
    labelled_by = "lines-heading"
    on_phone = ("unit", "people", "added", "then_people")

    unit = Column(
        gettext_lazy("Unit"),
        lambda line: line.part.row.unit.full_name,
        css="unit",
        is_heading=True,
        origin=lambda line: mark_simulated(line.part.row.value.simulated),
        beside=(Beside(lambda line: incomplete_text(line.part.row.value), MARK),),
    )
    people = Column(
        gettext_lazy("Participants"),
        lambda line: people_or_why(line.part.row.value),
        PEOPLE,
        of_line=lambda line: people_in(line.part.row.value),
    )
    rate = Column(
        gettext_lazy("Coverage, %"),
        lambda line: line.part.row.value.rate,
        NUMBER,
        of_line=lambda line: rate_in_row(line.part.row, line.part.row.standings),
        beside=(Beside(lambda line: rate_of_text(line.part.row.value), MARK),),
    )
    added = Column(
        gettext_lazy("Add people"),
        lambda line: line.change and line.change.added,
        PEOPLE,
        css="typed",
        head_css="num",
        draw=lambda line: _field_html(line.fields[0]),
    )
    in_all = Column(
        gettext_lazy("Or people in all"),
        lambda line: line.change and line.change.people,
        PEOPLE,
        css="typed",
        head_css="num",
        draw=lambda line: _field_html(line.fields[1]),
    )
    then_people = Column(
        gettext_lazy("If: participants"),
        lambda line: line.people,
        PEOPLE,
        css="num hypothetical",
        write=lambda line: write_people(line.people),
    )
    then_rate = Column(
        gettext_lazy("If: coverage rate"),
        lambda line: line.rate,
        PERCENT,
        css="num hypothetical",
        write=lambda line: "" if line.part.moved is None else PERCENT.text(line.rate),
    )
    share = Column(
        gettext_lazy("Share of the gap"),
        lambda line: line.need,
        PEOPLE,
        css="num hypothetical",
        write=lambda line: write_people(line.need) or ("–" if line.has_gap else ""),
    )


def parts_of_gap(form: WhatIfForm, result: WhatIf) -> PartsOfGap:
    has_numbers = form.has_numbers()
    changes = form.changes if has_numbers else {}
    has_gap = has_numbers and result.gap is not None and result.gap > 0
    lines = [
        PartLine(
            part,
            form.fields_of(part.row),
            changes.get(part.row.unit.pk),
            part.need if has_numbers else None,
            has_gap,
        )
        for part in result.parts
    ]
    mark, said_once = marks_at_people([each.row for each in result.parts], _row_of)
    table = PartsOfGap(lines, notes=[_rule(), *said_once])
    table.columns["people"].column.beside = (mark,)
    return table


def _row_of(line: PartLine) -> Row:
    return line.part.row


def _field_html(field: BoundField) -> SafeString:
    if not field.errors:
        return SafeString(field)
    said = format_html_join("", "<p>{}</p>", ((error,) for error in field.errors))
    return format_html(
        '{}<div id="{}_error" class="field-error">{}</div>', field, field.auto_id, said
    )


def _rule() -> str:
    return _(
        "The sharing is this product’s own rule, not an assignment: what remains × the unit’s "
        "uncovered people (denominator − participants) ÷ those of all units, in whole people. A "
        "unit without a figure or a denominator gets no share (–)."
    )
