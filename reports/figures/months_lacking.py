"""Which months a count since January does not hold all of, in words. Pure text."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.figures.values import MonthLacking, Value


@dataclass(frozen=True, slots=True)
class LackingWords:
    """The words of one language: before the numbers of months, and for a month in which units lack
    units of their own."""

    month: str
    incomplete: str


def lacking_text(value: Value) -> str:
    """Such as "figures missing: month 3, 5–6; month 7 (112/124)"; blank where none are, or nothing
    was counted at all."""
    words = LackingWords(_("month"), _("incomplete"))
    months = named_months(value, words)
    return _("figures missing: %(months)s") % {"months": months} if months else ""


def named_months(value: Value, words: LackingWords) -> str:
    """Those of which nobody has figures, then those of which only some units have."""
    found: dict[str, list[int]] = {}
    for each in value.lacking:
        found.setdefault(_counted(each, words), []).append(each.period.month)
    nobody = [f"{words.month} {_runs(found.pop(''))}"] if "" in found else []
    some = [f"{words.month} {_runs(months)} ({counted})" for counted, months in found.items()]
    return "; ".join([*nobody, *some])


def _counted(month: MonthLacking, words: LackingWords) -> str:
    if not month.counted:
        return ""
    if month.counted < month.expected:
        return f"{month.counted}/{month.expected}"
    return words.incomplete


def _runs(months: Sequence[int]) -> str:
    """Months that follow one another as one: 3, 5–6."""
    runs: list[list[int]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
