"""Bullet bars as SVG: a band up to the path to date, a bar for the actual, a line at the target.

Attributes only, colours by class. Beside every bar its numbers stand as text.
"""

from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coverage.notation.numbers import write_decimal
from reports.figures.bullets import END, TARGET, Bullet, bullet, place_of
from reports.figures.estimate_held import held_of
from reports.figures.notations import attained_in
from reports.figures.partial_words import estimate_text
from reports.figures.standing import Row, Standing
from reports.figures.terms import Terms
from targets.attainment import Quantity, Rule, percent

HEIGHT = 160
LINE = 16


def bullet_of(row: Row, standing: Standing | None) -> Bullet | None:
    """The bar of a unit against one promise; None where there is no target or it is zero."""
    if standing is None:
        return None
    return bullet(
        _actual(row, standing),
        standing.path,
        target_of(standing),
        standing.light,
        estimate=_estimated(row, standing),
    )


def target_of(standing: Standing) -> Quantity | None:
    """What the attainment is of: planned people (A) or the target's rate (B)."""
    if standing.assessment.rule is Rule.RATE_ON_RATE:
        return standing.promise.promise.percent
    return standing.assessment.plan_people


def _actual(row: Row, standing: Standing) -> Quantity | None:
    if standing.assessment.rule is Rule.RATE_ON_RATE:
        return standing.assessment.rate
    return row.value.whole_people


def _estimated(row: Row, standing: Standing) -> Quantity | None:
    found = held_of(row, standing)
    if found is None or found.standing is None:
        return None
    by_rate = standing.assessment.rule is Rule.RATE_ON_RATE
    return found.quantity(Terms.RATE if by_rate else Terms.PEOPLE)


Ends = tuple[Decimal | None, Decimal | None]


def bullet_svg(row: Row, standing: Standing | None, forecast: Ends = (None, None)) -> SafeString:
    """Blank where there is nothing to measure on. `forecast`: the low and the high end of what is
    likely to be attained by December, in per cent; drawn as a span."""
    found = bullet_of(row, standing)
    if found is None or standing is None:
        return mark_safe("")
    drawn = "".join([*_shapes(found), *_span(forecast)])
    return mark_safe(  # noqa: S308 - numbers, and a text that was escaped
        f'<svg class="bullet bullet-{found.light.value}" viewBox="0 0 {END} {HEIGHT}"'
        f' preserveAspectRatio="none" role="img" aria-label="{escape(_said(row, standing))}">'
        f"{drawn}</svg>"
    )


def _shapes(found: Bullet) -> list[str]:
    track = "bullet-track" if found.actual is not None else "bullet-track bullet-missing"
    shapes = [_rectangle(track, 0, END, 0, HEIGHT)]
    if found.path is not None:
        shapes.append(_rectangle("bullet-path", 0, found.path, 0, HEIGHT))
    if found.actual is not None:
        shapes.append(_rectangle("bullet-actual", 0, found.actual, 45, 70))
    if found.estimate is not None:
        middle = HEIGHT // 2
        shapes.append(f'<path class="bullet-estimate" d="M0 {middle}H{found.estimate}"/>')
    shapes.append(_rectangle("bullet-target", TARGET - LINE // 2, LINE, 0, HEIGHT))
    if found.goes_beyond:
        shapes.append(f'<path class="bullet-beyond" d="M{END - 70} 20l70 60-70 60z"/>')
    return shapes


def _span(forecast: Ends) -> list[str]:
    places = [place_of(each) for each in forecast if each is not None]
    if len(places) < 2:
        return []
    low, high = places
    line = f"M{low} 80H{high}M{low} 40v80M{high} 40v80"
    return [f'<path class="bullet-forecast" d="{line}"/>']


def _rectangle(css: str, x: int, width: int, y: int, height: int) -> str:
    return f'<rect class="{css}" x="{x}" width="{width}" y="{y}" height="{height}"/>'


def _said(row: Row, standing: Standing) -> str:
    attained = standing.assessment.attainment
    if attained is None:
        found = held_of(row, standing)
        if found is not None and found.attained is not None:
            return estimate_text(found)
        return _("nothing known to set against the target")
    of_path = percent(standing.path, target_of(standing))
    if of_path is None:
        return _("attained %(attained)s %% of the target") % {
            "attained": attained_in(attained).text(attained)
        }
    return _("attained %(attained)s %% of the target; path to date %(path)s %%") % {
        "attained": attained_in(attained).text(attained),
        "path": write_decimal(of_path),
    }
