"""The forecast to the year's end in words: what it says, how it was made, why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change, write_people
from coverage.notation.periods import last_day, write_date, write_period
from reports.figures.terms import Terms
from reports.figures.words import NOTHING, plan_text, quantity_text
from reports.trend.forecast import JudgedForecast, NoForecast, Outlook, YearEnd
from reports.trend.words import base_text
from targets.attainment import Quantity
from targets.forecast import FEWEST_PAST, FEWEST_PAST_YEARS, FEWEST_YEARS, TooShort
from targets.in_force import PromiseInForce


@dataclass(frozen=True, slots=True)
class ForecastLine:
    """A line of the table: its low end, the forecast itself and its high end, in people or in per
    cent. Of a target: how it was set and what the forecast lets expect of it."""

    subject: str
    ends: Sequence[Quantity | None]
    promise: PromiseInForce | None = None
    outlook: str = ""
    css: str = ""

    @property
    def is_simulated(self) -> bool:
        return self.promise is not None and self.promise.is_simulated

    @property
    def plan(self) -> str:
        return plan_text(self.promise.promise) if self.promise else ""

    @property
    def hint(self) -> str:
        """How the target was set, and by which document."""
        return f"{self.plan} · {self.promise.document}" if self.promise else ""


def forecast_lines(found: YearEnd) -> list[ForecastLine]:
    """People; the rate, unless the year has no denominator; and each target."""
    lines = [ForecastLine(_("Participants"), found.ends)]
    if found.base is not None:
        rates = [found.rate(each) for each in found.ends]
        lines.append(ForecastLine(_("Coverage rate"), rates))
    return lines + [_judged(each) for each in found.judged]


def _judged(each: JudgedForecast) -> ForecastLine:
    subject = _("Attained of the target of %(assigner)s") % {"assigner": each.promise.assigner}
    return ForecastLine(
        subject,
        [end.attainment for end in (each.low, each.middle, each.high)],
        promise=each.promise,
        outlook=outlook_text(each.outlook),
        css=f"outlook-{each.outlook.value}",
    )


def outlook_text(outlook: Outlook) -> str:
    return {
        Outlook.LIKELY: _("✓ likely met"),
        Outlook.POSSIBLE: _("▲ possibly met"),
        Outlook.HARDLY: _("✕ hardly met"),
        Outlook.UNKNOWN: NOTHING,
    }[outlook]


def _outlook_rule() -> str:
    return _(
        "✓ likely met: even the low end reaches the target; ▲ possibly met: the target lies "
        "between the low and the high end; ✕ hardly met: even the high end falls short."
    )


def end_text(found: YearEnd, shown: Terms) -> str:
    """The sign at the forecast's end, line by line."""
    low, middle, high = (
        quantity_text(found.quantity(people, shown), shown) for people in found.ends
    )
    return "\n".join(
        [
            _("Forecast for %(day)s: %(value)s") % {"day": _day(found), "value": middle},
            _("between %(low)s and %(high)s") % {"low": low, "high": high},
        ]
    )


def main_sentence(found: YearEnd) -> str:
    low, people, high = (write_people(each) for each in found.ends)
    return _(
        "From %(month)s on: if the rest of the year goes as in past years, there will be "
        "%(people)s people on %(day)s, between %(low)s and %(high)s."
    ) % {
        "month": write_period(found.since.period),
        "people": people,
        "day": _day(found),
        "low": low,
        "high": high,
    }


def method_sentence(found: YearEnd) -> str:
    """Which figure it starts from, and what is added to it."""
    return _(
        "To the %(people)s people of %(month)s is added the median of what was gained from the "
        "same month to December in earlier years: %(gains)s."
    ) % {
        "people": write_people(found.since.value.people),
        "month": write_period(found.since.period),
        "gains": "; ".join(
            f"{year}: {write_change(gain)}" for year, gain in sorted(found.forecast.gains)
        ),
    }


def record_sentence(found: YearEnd) -> str:
    """How often the method was right on this very unit and indicator."""
    return _(
        "The same method, told only what was known then, made %(past)s past forecasts in the same "
        "part of the year here; %(inside)s of them fell inside the span drawn from the errors of "
        "the other years."
    ) % {"past": len(found.forecast.past), "inside": found.forecast.inside}


def base_sentence(found: YearEnd) -> str:
    if found.base is None:
        return _(
            "No denominator of %(year)s is known, so there is no forecast of the rate and none of "
            "targets set as a rate."
        ) % {"year": found.december.year}
    return _("Rates are taken of %(base)s people.") % {"base": base_text(found.base)}


def missing_sentence(reason: NoForecast | TooShort, year: int) -> str:
    """Why there is no forecast, and what it would take."""
    if isinstance(reason, TooShort):
        return _(
            "No forecast for the end of %(year)s: it takes the same month and December of "
            "%(fewest_years)s earlier years (there are %(years)s), and %(fewest_past)s past "
            "forecasts from %(fewest_past_years)s years to judge the method by (there are %(past)s "
            "from %(past_years)s). Figures that are rounded, incomplete or of another scope, and "
            "gains across a merger or split, are not used."
        ) % {
            "year": year,
            "fewest_years": FEWEST_YEARS,
            "years": reason.years,
            "fewest_past": FEWEST_PAST,
            "fewest_past_years": FEWEST_PAST_YEARS,
            "past": reason.past,
            "past_years": reason.past_years,
        }
    if reason is NoForecast.GOES_ON:
        return _(
            "No forecast for the end of %(year)s here: the unit goes on under another row, and is "
            "forecast there."
        ) % {"year": year}
    if reason is NoForecast.UNIT_ENDS:
        return _("No forecast for the end of %(year)s: the unit ends before it.") % {"year": year}
    return _(
        "No forecast for the end of %(year)s: no month of that year has a complete figure, to the "
        "person."
    ) % {"year": year}


def _day(found: YearEnd) -> str:
    return write_date(last_day(found.december))


@dataclass(frozen=True, slots=True)
class ForecastSection:
    """The forecast as the page shows it; where there is none, `missing` says why and the rest is
    blank."""

    year: int
    missing: str = ""
    main: str = ""
    day: str = ""
    lines: Sequence[ForecastLine] = ()
    notes: Sequence[str] = ()
    is_simulated: bool = False

    @property
    def heading(self) -> str:
        return _("Forecast for the end of %(year)s") % {"year": self.year}


def forecast_section(
    found: YearEnd | TooShort | NoForecast | None, year: int
) -> ForecastSection | None:
    """None where a forecast makes no sense: a count, a year that is over, no figures at all."""
    if found is None:
        return None
    if not isinstance(found, YearEnd):
        return ForecastSection(year, missing=missing_sentence(found, year))
    return ForecastSection(
        year=year,
        main=main_sentence(found),
        day=_day(found),
        lines=forecast_lines(found),
        notes=[
            *([_outlook_rule()] if found.judged else []),
            method_sentence(found),
            record_sentence(found),
            base_sentence(found),
        ],
        is_simulated=found.is_simulated,
    )
