"""How the path to date is drawn, and how far a month usually deviates from an even climb: in words.
Pure text."""

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change
from reports.figures.season import Season
from reports.figures.standing import Row
from targets.attainment import EXACT, Rule


def path_legend_text() -> str:
    """How the path to date of a stock is drawn."""
    return _(
        "The path to date climbs from last December’s figure to the year’s target, with the usual"
        " deviation of the month from an even climb (the median of up to three past years of the"
        " unit, else of the unit above); it is this product’s own yardstick."
    )


def season_text(row: Row) -> str:
    """How far the month usually deviates, and by whose years, of each rule that a path follows; ""
    where none does."""
    told = {each.assessment.rule: each.season for each in row.standings if each.path is not None}
    return "; ".join(_of_rule(rule, season) for rule, season in told.items() if season)


def _of_rule(rule: Rule | None, season: Season) -> str:
    of_rate = _(
        "path to date of a rate: the month usually deviates by %(share)s %% of December’s rate from"
        " an even climb"
    )
    of_people = _(
        "path to date: the month usually deviates by %(share)s %% of December from an even climb"
    )
    text = (of_rate if rule is Rule.RATE_ON_RATE else of_people) % {
        "share": write_change(EXACT.multiply(season.deviation, 100), 2)
    }
    years = ", ".join(map(str, season.years))
    by = _("by %(years)s of the unit above") if season.of_parent else _("by %(years)s")
    return f"{text} ({by % {'years': years}})"
