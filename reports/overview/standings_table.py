"""What each assigner set for an indicator, and how far the unit has come: a table a card."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from coverage.notation.numbers import write_people
from coverage.tables.columns import Beside, Column
from coverage.tables.markup import origin_html
from coverage.tables.notations import (
    NUMBER,
    PERCENT,
    PERCENT_FORMAT,
    Notation,
    quoted,
    whole_or_decimal,
)
from coverage.tables.table import Table
from reports.figures.bullet_drawing import bullet_svg
from reports.figures.columns import (
    REMAINING,
    SHORT,
    mark_simulated,
    remaining_heading,
    short_by_form,
)
from reports.figures.judgement import (
    goal_text,
    light_rule_text,
    milestone_rule_text,
    original_text,
    pace_text,
)
from reports.figures.notations import attained_in
from reports.figures.standing import OwnPromise, Row, Standing
from reports.figures.words import attained_text, light_text, plan_text, short_by
from reports.figures.year_turn import unset_lines
from targets.attainment import Assessment, Rule
from targets.in_force import PromiseInForce
from targets.wording import TARGET, target_value


def _in_points() -> str:
    return " " + _("points")


POINTS_LEFT = Notation(
    lambda value: NUMBER.write(value) + _in_points(),
    lambda _value: PERCENT_FORMAT + quoted(_in_points()),
)
POINTS_SHORT = Notation(
    lambda value: short_by(POINTS_LEFT.write(value)) if value > 0 else POINTS_LEFT.write(value),
    lambda value: (
        short_by_form(POINTS_LEFT.format_of(value)) if value > 0 else POINTS_LEFT.format_of(value)
    ),
)
LEFT = whole_or_decimal(REMAINING, POINTS_LEFT)
SHORT_OF = whole_or_decimal(SHORT, POINTS_SHORT)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A target of the year, or a milestone, which is no target of this year."""

    row: Row
    promised: OwnPromise

    @property
    def standing(self) -> Standing | None:
        return self.promised if isinstance(self.promised, Standing) else None

    @property
    def promise(self) -> PromiseInForce:
        return self.promised.promise

    @property
    def result(self) -> Assessment:
        return self.promised.assessment

    @property
    def rule(self) -> str:
        """Why the light shines as it does."""
        if self.standing is None:
            return milestone_rule_text(self.promised)
        return light_rule_text(self.row, self.standing)

    @property
    def pace(self) -> str:
        return pace_text(self.row, self.standing) if self.standing else ""

    @property
    def hint(self) -> str:
        """Of which year the target is, and what is held against what."""
        said = []
        if self.standing is None:
            said.append(_("milestone %(year)s") % {"year": self.promise.year})
        by_rate = self.result.rule is Rule.RATE_ON_RATE
        return " · ".join([*said, _("rate on rate") if by_rate else _("people on people")])


class StandingsTable(Table):
    """The judgement of each line stands under it on the page, in columns of their own in a file."""

    name = css = "standings"

    assigner = Column(
        gettext_lazy("Target set by"),
        lambda line: line.promise.assigner,
        is_heading=True,
        origin=lambda line: mark_simulated(line.promise.is_simulated),
        beside=(Beside(lambda line: line.hint, markup=""),),
        draw=lambda line: _assigner_html(line),
    )
    target = Column(
        gettext_lazy("Target"),
        lambda line: target_value(line.promise.promise),
        TARGET,
        write=lambda line: plan_text(line.promise.promise),
        beside=(
            Beside(lambda line: _people_meant(line.result)),
            Beside(lambda line: original_text(line.standing)),
        ),
    )
    attained = Column(
        gettext_lazy("Attained"),
        lambda line: line.result.attainment,
        PERCENT,
        of_line=lambda line: attained_in(line.result.attainment, " %"),
        draw=lambda line: format_html("<strong>{}</strong>", attained_text(line.result.attainment)),
    )
    remaining = Column(
        gettext_lazy("Remaining"),
        lambda line: (
            line.result.remaining_points if line.result.remaining is None else line.result.remaining
        ),
        LEFT,
        of_line=lambda line: SHORT_OF if line.standing and line.standing.is_over else LEFT,
    )
    light = Column(
        gettext_lazy("Judgement"),
        lambda line: light_text(line.promised.light),
        on_page=False,
        beside=(Beside(lambda line: line.rule), Beside(lambda line: line.pace)),
    )

    def under(self, line: StandingLine) -> SafeString:
        standing = line.standing
        path_is_simulated = standing is not None and standing.path_is_simulated
        is_marked = path_is_simulated and not line.row.value.simulated
        return format_html(
            '<tr class="judgement"><td colspan="4">{} <span class="light-{}">{}</span>{}'
            ' <span class="rule">· {}</span>{}</td></tr>',
            bullet_svg(line.row, standing),
            line.promised.light.value,
            light_text(line.promised.light),
            SafeString(origin_html(mark_simulated(is_marked))),
            line.rule,
            format_html('<span class="pace">{}</span>', line.pace) if line.pace else "",
        )


def standings_table(row: Row, notes: Sequence[str]) -> StandingsTable:
    """Targets of the year first, milestones after them; targets of the year before are told in the
    notes, by their results. `notes`: what else is said of the row."""
    lines = [StandingLine(row, promised) for promised in row.to_reach]
    goals = [goal_text(goal) for goal in row.goals]
    return StandingsTable(
        lines,
        heading=row.indicator.label,
        notes=[*unset_lines(row), *goals, *notes],
        headings={"remaining": remaining_heading(row.standings)},
    )


def _assigner_html(line: StandingLine) -> SafeString:
    return format_html(
        '<a href="{}" title="{}">{}</a>{} <span class="hint">{}</span>',
        reverse("document", args=[line.promise.document_id]),
        line.promise.document_title,
        line.promise.assigner,
        SafeString(origin_html(mark_simulated(line.promise.is_simulated))),
        line.hint,
    )


def _people_meant(result: Assessment) -> str:
    if not result.plan_is_derived:
        return ""
    return f"≈ {write_people(result.plan_people)} {pgettext('after a number', 'people')}"
