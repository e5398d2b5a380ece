"""The course of each unit over the months, of its number and of its rank, as small lines.

Beside the ranking, a row each: what stands there as a picture the table month by month has in
numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from coverage.notation.periods import write_period
from reports.compared.query import Compared
from reports.figures.notations import quantity_in
from reports.figures.sparklines import HEIGHT, WIDTH, Scale, Sparkline, scale_of, sparkline
from reports.figures.terms import Terms, of_whole
from reports.figures.values import Value
from reports.figures.words import quantity_text
from targets.attainment import Quantity
from targets.comparable import ranks

Course = Sequence[Quantity | None]


@dataclass(frozen=True, slots=True)
class SmallTrend:
    """`in_words`: what the line says to who does not see it; `text`: what stands beside it."""

    line: Sparkline
    in_words: str
    text: str = ""


def number_trends(compared: Compared, shown: Terms, *, is_common: bool) -> dict[int, SmallTrend]:
    """unit id -> the course of its complete months; without those that have none. `is_common`: all
    on one scale."""
    courses = _courses(compared, shown)
    common = scale_of(number for course in courses.values() for number in course)
    return {
        unit.pk: SmallTrend(
            line=_line(compared.values(unit), courses[unit.pk], common if is_common else None),
            in_words=_in_words(compared, courses[unit.pk], compared.values(unit), shown),
        )
        for unit in compared.units
        if _is_known(courses[unit.pk])
    }


def rank_trends(compared: Compared, shown: Terms) -> dict[int, SmallTrend]:
    """unit id -> the course of its rank among the units, the first at the top; without those never
    ranked. Each month ranks those with a complete figure of it (`targets.comparable`)."""
    courses = _courses(compared, shown)
    by_month = [ranks(month) for month in zip(*courses.values(), strict=True)]
    of_units = dict(zip(courses, zip(*by_month, strict=True), strict=True))
    scale = Scale(-len(courses), -1)
    return {
        unit_id: SmallTrend(
            line=sparkline([None if each is None else -each for each in places], scale),
            in_words=_ranks_in_words(compared, places),
            text=_first_and_last(places),
        )
        for unit_id, places in of_units.items()
        if _is_known(places)
    }


def scale_text(compared: Compared, shown: Terms, *, is_common: bool) -> str:
    """How the heights of the small lines compare."""
    if not is_common:
        return _("Each line has a scale of its own, from its lowest to its highest month.")
    scale = scale_of(number for course in _courses(compared, shown).values() for number in course)
    if scale is None:
        return ""
    return _("All lines have one scale, from %(low)s to %(high)s.") % {
        "low": quantity_text(scale.low, shown),
        "high": quantity_text(scale.high, shown),
    }


def drawing(trend: SmallTrend | None) -> SafeString:
    """Blank for None."""
    if trend is None:
        return SafeString()
    line = trend.line
    drawn = [
        *(f'<path class="spark-break" d="M{x} 0V{HEIGHT}"/>' for x in line.breaks),
        *(f'<polyline class="spark-line" points="{points}"/>' for points in line.lines),
        *(f'<circle class="spark-dot" cx="{x}" cy="{y}" r="4"/>' for x, y in line.dots),
    ]
    if line.last is not None:
        drawn.append(f'<circle class="spark-last" cx="{line.last[0]}" cy="{line.last[1]}" r="7"/>')
    return mark_safe(  # noqa: S308 - the words are escaped, all else is whole numbers
        f'<svg class="sparkline" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{escape(trend.in_words)}">{"".join(drawn)}</svg>{escape(trend.text)}'
    )


def _courses(compared: Compared, shown: Terms) -> dict[int, Course]:
    return {
        unit.pk: [of_whole(value, shown) for value in compared.values(unit)]
        for unit in compared.units
    }


def _is_known(course: Course) -> bool:
    return any(number is not None for number in course)


def _line(values: Sequence[Value], course: Course, scale: Scale | None) -> Sparkline:
    """With a break where the unit begins, if months before are known of those it was formed
    from."""
    formed = [place for place, value in enumerate(values, start=1) if value.from_predecessors]
    began = formed[-1] if formed else 0
    is_broken = began < len(values) and _is_known(course[:began])
    return sparkline(course, scale or scale_of(course), [began] if is_broken else [])


def _in_words(compared: Compared, course: Course, values: Sequence[Value], shown: Terms) -> str:
    written = [quantity_in(value, shown, after=" %") for value in values]
    known = [(number, place) for place, number in enumerate(course) if number is not None]
    low, high = min(known), max(known)
    return _(
        "%(first)s to %(last)s: lowest %(low)s in %(low_month)s, highest %(high)s in "
        "%(high_month)s; %(known)s of %(months)s months known"
    ) % {
        **_ends(compared),
        "low": written[low[1]].text(low[0]),
        "low_month": write_period(compared.periods[low[1]]),
        "high": written[high[1]].text(high[0]),
        "high_month": write_period(compared.periods[high[1]]),
        "known": len(known),
        "months": len(course),
    }


def _ranks_in_words(compared: Compared, places: Sequence[int | None]) -> str:
    known = [place for place in places if place is not None]
    return _(
        "%(first)s to %(last)s: rank %(from)s at first, %(to)s at last, best %(best)s, worst "
        "%(worst)s"
    ) % {
        **_ends(compared),
        "from": known[0],
        "to": known[-1],
        "best": min(known),
        "worst": max(known),
    }


def _first_and_last(places: Sequence[int | None]) -> str:
    known = [place for place in places if place is not None]
    return f"{known[0]} → {known[-1]}"


def _ends(compared: Compared) -> Mapping[str, str]:
    first, last = compared.periods[0], compared.periods[-1]
    return {"first": write_period(first), "last": write_period(last)}
