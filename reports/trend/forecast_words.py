"""The forecast to the year's end in words: what it says and lets expect of each target."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_people
from coverage.notation.periods import last_day, write_date, write_period
from reports.figures.terms import Terms
from reports.figures.words import NOTHING, plan_text, quantity_text
from reports.figures.year_end import JudgedForecast, NoForecast, Outlook, YearEnd
from reports.trend.forecast_method_words import (
    PROMISED_PERCENT,
    method_sentences,
    missing_sentence,
)
from targets.attainment import Quantity
from targets.forecast import TooShort
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
        Outlook.UNTRUSTED: _("not reliable enough"),
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
            *([] if found.is_trusted else [_("not reliable enough")]),
        ]
    )


def main_sentence(found: YearEnd) -> str:
    low, people, high = (write_people(each) for each in found.ends)
    said = {
        "month": write_period(found.since),
        "people": people,
        "day": _day(found),
        "low": low,
        "high": high,
        "promised": PROMISED_PERCENT,
    }
    if not found.is_trusted:
        return (
            _(
                "Not reliable enough yet, so that no target is judged by it. From %(month)s on: if"
                " the rest of the year goes as in past years, there will be about %(people)s people"
                " on %(day)s."
            )
            % said
        )
    return (
        _(
            "From %(month)s on: if the rest of the year goes as in past years, there will be"
            " %(people)s people on %(day)s, with a likelihood of %(promised)s %% between %(low)s"
            " and %(high)s."
        )
        % said
    )


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
            *([_outlook_rule()] if found.judged and found.is_trusted else []),
            *method_sentences(found),
        ],
        is_simulated=found.is_simulated,
    )
