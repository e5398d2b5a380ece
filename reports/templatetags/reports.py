"""Filters that put values on a page."""

from decimal import Decimal

from django import template

from coverage.models import Scope
from coverage.notation.numbers import write_change, write_people
from coverage.notation.periods import write_date, write_period
from coverage.tables.notations import CHANGE_IN_PERCENT
from reports.figures.break_words import became_text, no_parts_text, others_of, standing_from_to_text
from reports.figures.judgement import (
    base_text,
    goal_text,
    rule_text,
    version_text,
    working_text,
)
from reports.figures.marks import row_marks, state_marks
from reports.figures.months_lacking import lacking_text
from reports.figures.notations import rate_in, rate_in_row, share_of_plan_in
from reports.figures.page_heads import (
    drafts_text,
    own_month_text,
    seen_text,
)
from reports.figures.partial_words import (
    comparison_text,
    old_territory_text,
    whole_estimate_text,
)
from reports.figures.printed_rates import contradiction_text
from reports.figures.query import Overview
from reports.figures.reckoned_words import formed_of_text
from reports.figures.season_words import path_legend_text, season_text
from reports.figures.standing import FlowStanding, Row
from reports.figures.unit_switch import UnitSwitch
from reports.figures.values import OwnFigure
from reports.figures.words import (
    NOTHING,
    attained_text,
    incomplete_text,
    missing_rate_text,
    month_state_text,
    people_text,
    plan_text,
    precision_text,
    rate_of_text,
)
from reports.figures.year_turn import (
    assigners_label,
    unset_lines,
    whose_targets_text,
)
from reports.filters import Filters

register = template.Library()

register.simple_tag(path_legend_text, name="path_legend")

register.filter("people_text", people_text)
register.filter("season_text", season_text)
register.filter("incomplete_text", incomplete_text)
register.filter("lacking_text", lacking_text)
register.filter("rate_of_text", rate_of_text)
register.filter("missing_rate_text", missing_rate_text)
register.filter("row_marks", row_marks)
register.filter("state_marks", state_marks)
register.filter("comparison_text", comparison_text)
register.filter("old_territory_text", old_territory_text)
register.filter("whole_estimate_text", whole_estimate_text)
register.filter("plan_text", plan_text)
register.filter("own_month_text", own_month_text)
register.simple_tag(standing_from_to_text)
register.filter("month_state_text", month_state_text)
register.filter("precision_text", precision_text)
register.filter("attained_text", attained_text)
register.filter("contradiction_text", contradiction_text)
register.filter("write_period", write_period)
register.filter("write_date", write_date)
register.filter("goal_text", goal_text)
register.filter("rule_text", rule_text)
register.filter("version_text", version_text)
register.filter("base_text", base_text)
register.filter("working_text", working_text)
register.filter("seen_text", seen_text)
register.filter("drafts_text", drafts_text)
register.filter("unset_lines", unset_lines)
register.filter("assigners_label", assigners_label)
register.filter("whose_targets_text", whose_targets_text)
register.filter("formed_of_text", formed_of_text)
register.filter("became_text", became_text)
register.filter("others_of", others_of)


@register.filter
def links_of(switch: UnitSwitch, filters: Filters) -> list[tuple[str, str, bool]]:
    return switch.links(filters)


@register.filter
def why_no_parts(found: Overview) -> str:
    return no_parts_text(found.unit, found.months.now, has_parts=found.expected > 0)


@register.filter
def scope_text(own: OwnFigure) -> str:
    return str(Scope(own.scope).label)


@register.filter
def rate_text(row: Row) -> str:
    """The rate of a row, beside the average and all it is held against."""
    return rate_in_row(row, row.standings, after=" %").text(row.value.rate)


@register.filter
def level_rate_text(row: Row) -> str:
    """The same by itself, beside its targets alone."""
    return rate_in(row.value, row.standings, after=" %").text(row.value.rate)


@register.filter
def people(value: int | None) -> str:
    return NOTHING if value is None else write_people(value)


@register.filter
def share_of_plan(flow: FlowStanding) -> str:
    return share_of_plan_in(flow.value, flow.percent, after=" %").text(flow.percent)


@register.filter
def change(value: Decimal | int | None) -> str:
    return NOTHING if value is None else write_change(value)


@register.filter
def change_in_percent(value: Decimal | None) -> str:
    return CHANGE_IN_PERCENT.text(value)
