"""How a forecast was made, by whose years, how far it is to be trusted, and why there is none: in
words."""

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_change, write_people
from coverage.notation.periods import write_period
from reports.figures.year_end import NoForecast, YearEnd
from reports.trend.words import base_text
from targets.attainment import EXACT
from targets.forecast import FEWEST_YEARS, Gain, Lender, TooShort
from targets.forecast_span import FEWEST_YEARS_TO_TRUST, PROMISED

PROMISED_PERCENT = int(PROMISED * 100)


def method_sentences(found: YearEnd) -> list[str]:
    """How far it is to be trusted, first; how it was made; what rates are taken of."""
    return [
        *([_record(found)] if found.forecast.tried else ()),
        *([_too_few_years(found)] if found.forecast.years < FEWEST_YEARS_TO_TRUST else ()),
        *_borrowed(found),
        _method(found),
        _base(found),
    ]


def _record(found: YearEnd) -> str:
    """How often the span held, each past year being judged by the others."""
    return _(
        "Each past year was forecast in the same way from the others: %(held)s of %(tried)s came"
        " within the span that the errors of the others draw; the span promises %(promised)s %%."
    ) % {
        "held": write_people(found.forecast.held),
        "tried": write_people(found.forecast.tried),
        "promised": PROMISED_PERCENT,
    }


def _too_few_years(found: YearEnd) -> str:
    return _(
        "Past years to try the forecast on, of the unit or of units like it: %(years)s; it takes"
        " %(fewest)s to see %(promised)s %% hold."
    ) % {
        "years": found.forecast.years,
        "fewest": FEWEST_YEARS_TO_TRUST,
        "promised": PROMISED_PERCENT,
    }


def _borrowed(found: YearEnd) -> list[str]:
    """By whose years, where they are not its own."""
    if found.borrowed_from is Lender.NOBODY:
        return []
    if found.borrowed_from is Lender.ABOVE:
        text = _("It goes by the past years of %(above)s, as the unit itself has too few.")
    else:
        text = _(
            "The span is drawn from the errors of the units of %(above)s, as the unit itself has"
            " too few past years."
        )
    return [text % {"above": found.lender}]


def _method(found: YearEnd) -> str:
    """Which figure it starts from, and what is added to it."""
    gains = sorted(found.forecast.gains, key=lambda each: each.year)
    start = {
        "people": write_people(found.value.people),
        "month": write_period(found.since),
        "above": found.lender,
    }
    if found.borrowed_from is Lender.ABOVE:
        return _(
            "To the %(people)s people of %(month)s is added the median share by which %(above)s"
            " grew from the same month to December: %(gains)s."
        ) % (start | {"gains": "; ".join(f"{each.year}: {_share(each)} %" for each in gains)})
    return _(
        "To the %(people)s people of %(month)s is added the median of what was gained from the "
        "same month to December in earlier years: %(gains)s."
    ) % (
        start | {"gains": "; ".join(f"{each.year}: {write_change(each.people)}" for each in gains)}
    )


def _people(gain: Gain) -> str:
    return write_change(gain.people)


def _share(gain: Gain) -> str:
    return write_change(EXACT.multiply(gain.share, 100), 2)


def _base(found: YearEnd) -> str:
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
            "%(fewest)s earlier years, of the unit (there are %(years)s) or of the unit above "
            "(there are %(above)s). Figures that are rounded, incomplete or of another scope, and "
            "gains over a part that came or went, are not used."
        ) % {
            "year": year,
            "fewest": FEWEST_YEARS,
            "years": reason.years,
            "above": reason.years_above,
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
