"""Findings in the reader's language, with their numbers. Numbers become text here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.checks import Finding, Level, Rule
from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.notation.printed import printed_decimals
from coverage.notation.rates import coverage_rate, hundredfold

Names = Mapping[str, str]

# A sign beside each word, for those who look for the sign.
LEVELS: Mapping[Level, tuple[str, Promise]] = {
    Level.WARNING: ("⚠", gettext_lazy("to be explained")),
    Level.NOTE: ("ⓘ", gettext_lazy("for information")),
}
EXPLAINED = ("✓", gettext_lazy("explained"))


@dataclass(frozen=True, slots=True)
class FindingLine:
    sign: str
    level: str
    word: str | Promise
    text: str


def finding_line(finding: Finding, names: Names, *, is_explained: bool = False) -> FindingLine:
    """With a sentence that has the numbers in it. `names` has the indicators' names by code."""
    sign, word = EXPLAINED if is_explained else LEVELS[finding.level]
    return FindingLine(sign, finding.level.value, word, finding_text(finding, names))


def finding_text(finding: Finding, names: Names) -> str:
    return _SENTENCES[finding.rule](finding, names)


def _people(number: int | Decimal) -> str:
    return write_people(int(number))


def _named(finding: Finding, names: Names) -> list[str]:
    return [
        f"{names[code]} {_people(number)}"
        for code, number in zip(finding.codes, finding.numbers, strict=True)
    ]


def _parts_and_sum(finding: Finding, names: Names) -> str:
    whole, *parts = _named(finding, names)
    together = sum(int(number) for number in finding.numbers[1:])
    return _("%(whole)s is not the sum of its parts: %(parts)s make %(sum)s (%(difference)s).") % {
        "whole": whole,
        "parts": " + ".join(parts),
        "sum": _people(together),
        "difference": write_change(int(finding.numbers[0]) - together),
    }


def _parts_above_whole(finding: Finding, names: Names) -> str:
    whole, together = finding.numbers
    return _("%(parts)s: together %(sum)s, more than %(whole)s with %(people)s.") % {
        "parts": " + ".join(names[code] for code in finding.codes[1:]),
        "sum": _people(together),
        "whole": names[finding.codes[0]],
        "people": _people(whole),
    }


def _not_more(finding: Finding, names: Names) -> str:
    smaller, larger = _named(finding, names)
    return _("%(smaller)s is more than %(larger)s.") % {"smaller": smaller, "larger": larger}


def _above_denominator(finding: Finding, names: Names) -> str:
    people, denominator = finding.numbers
    return _(
        "%(indicator)s: %(people)s, more people than the %(denominator)s it is a share of."
    ) % {
        "indicator": names[finding.codes[0]],
        "people": _people(people),
        "denominator": _people(denominator),
    }


def _rate_and_people(finding: Finding, names: Names) -> str:
    rate, people, denominator, year = finding.numbers
    computed = coverage_rate(int(people), int(denominator)) or Decimal(0)
    places = printed_decimals(Decimal(rate))
    sentence = _(
        "%(indicator)s: the reported rate is %(rate)s %%, but %(people)s people of "
        "%(denominator)s (%(year)s) are %(computed)s %%."
    ) % {
        "indicator": names[finding.codes[0]],
        "rate": write_decimal(rate, places),
        "people": _people(people),
        "denominator": _people(denominator),
        "year": year,
        "computed": write_decimal(computed, max(places, 2)),
    }
    meant = hundredfold(Decimal(rate), computed)
    return f"{sentence} {_hundredfold(meant)}" if meant is not None else sentence


def _hundredfold(meant: Decimal) -> str:
    return _("Perhaps %(meant)s %% was meant: a share typed as per cent, or the reverse.") % {
        "meant": write_decimal(meant, printed_decimals(meant.normalize()))
    }


def _unusual_change(finding: Finding, names: Names) -> str:
    people, before, change, lowest, highest = finding.numbers
    sentence = (
        _(
            "%(indicator)s fell from %(before)s last month to %(people)s (%(change)s %%); "
            "usual is %(lowest)s %% to %(highest)s %%."
        )
        if change < 0
        else _(
            "%(indicator)s rose from %(before)s last month to %(people)s (%(change)s %%); "
            "usual is %(lowest)s %% to %(highest)s %%."
        )
    )
    return sentence % {
        "indicator": names[finding.codes[0]],
        "before": _people(before),
        "people": _people(people),
        "change": write_change(change, 2),
        "lowest": write_decimal(lowest),
        "highest": write_decimal(highest),
    }


def _same_as_last_month(_finding: Finding, _names: Names) -> str:
    return _("Every figure is the same as last month’s.")


def _first_zero(finding: Finding, names: Names) -> str:
    return _("%(indicator)s is 0 for the first time; before it was %(before)s.") % {
        "indicator": names[finding.codes[0]],
        "before": _people(finding.numbers[1]),
    }


def _no_longer_applies(finding: Finding, names: Names) -> str:
    return _(
        "Said not to apply, though people of the unit took part lately: %(indicators)s. Where the "
        "number is only not there yet, leave it blank or say that there is no data."
    ) % {"indicators": "; ".join(_named(finding, names))}


def _units_and_whole(finding: Finding, names: Names) -> str:
    whole, together = (int(number) for number in finding.numbers)
    sentence = (
        _(
            "%(indicator)s: the units below have %(together)s together, %(difference)s more than "
            "the %(whole)s of the whole."
        )
        if together > whole
        else _(
            "%(indicator)s: the units below have %(together)s together, %(difference)s fewer than "
            "the %(whole)s of the whole."
        )
    )
    return sentence % {
        "indicator": names[finding.codes[0]],
        "together": _people(together),
        "difference": _people(abs(together - whole)),
        "whole": _people(whole),
    }


def _shifted_rows(finding: Finding, names: Names) -> str:
    count, from_above = finding.numbers
    sentence = (
        _(
            "%(count)s units in a row from here on have %(indicators)s as the unit in the row "
            "above had it last month: pasted one row too low?"
        )
        if from_above > 0
        else _(
            "%(count)s units in a row from here on have %(indicators)s as the unit in the row "
            "below had it last month: pasted one row too high?"
        )
    )
    return sentence % {
        "count": count,
        "indicators": ", ".join(names[code] for code in finding.codes),
    }


_SENTENCES: Mapping[Rule, Callable[[Finding, Names], str]] = {
    Rule.PARTS_AND_SUM: _parts_and_sum,
    Rule.PARTS_ABOVE_WHOLE: _parts_above_whole,
    Rule.UNEMPLOYMENT_ABOVE_COMPULSORY: _not_more,
    Rule.HEALTH_BELOW_COMPULSORY: _not_more,
    Rule.ABOVE_DENOMINATOR: _above_denominator,
    Rule.RATE_AND_PEOPLE: _rate_and_people,
    Rule.UNUSUAL_CHANGE: _unusual_change,
    Rule.SAME_AS_LAST_MONTH: _same_as_last_month,
    Rule.FIRST_ZERO: _first_zero,
    Rule.NO_LONGER_APPLIES: _no_longer_applies,
    Rule.UNITS_AND_WHOLE: _units_and_whole,
    Rule.SHIFTED_ROWS: _shifted_rows,
}
