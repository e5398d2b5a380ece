"""A gap between targets, put into a sentence with its numbers."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.models import Origin
from coverage.notation.numbers import write_change, write_decimal, write_people
from coverage.tables.notations import NO_BREAK_SPACE
from targets.allocation import Gap, GapKind, TargetBase, people_meant
from targets.attainment import Quantity
from targets.wording import percent_text

MOST_NAMED = 12


def gap_sentence(gap: Gap, basis: str, missing: Sequence[str]) -> str:
    """`basis` names the denominator; `missing` the units of `gap.units`."""
    if gap.kind == GapKind.PART_MISSING:
        return _missing(gap, missing)
    return _SENTENCES[gap.kind](gap, basis)


def _parts_differ(gap: Gap, basis: str) -> str:
    return _(
        "The units below it together have %(found)s, the target of the whole is %(said)s: a "
        "difference of %(difference)s."
    ) % {"found": _value(gap.found), "said": _value(gap.said), "difference": _difference(gap)}


def _missing(gap: Gap, missing: Sequence[str]) -> str:
    named = ", ".join(missing[:MOST_NAMED])
    if len(missing) > MOST_NAMED:
        more = _("and %(count)s more") % {"count": len(missing) - MOST_NAMED}
        named = f"{named} {more}"
    said = ngettext(
        "%(count)s unit below it has no target: %(units)s.",
        "%(count)s units below it have no target: %(units)s.",
        len(missing),
    ) % {"count": len(missing), "units": named}
    left = gap.difference
    if not isinstance(left, int) or left >= 0:
        return said
    rest = _("The others leave %(left)s of the whole’s target.") % {"left": write_people(-left)}
    return f"{said} {rest}"


def _pooled(gap: Gap, basis: str) -> str:
    return _(
        "Taken together the targets of the units below it are %(found)s of %(base)s, the target "
        "of the whole is %(said)s: a difference of %(difference)s points."
    ) % {
        "found": _share(gap.found),
        "base": _base(gap.base, basis),
        "said": _said_share(gap.said),
        "difference": _difference(gap),
    }


def _people_and_percent(gap: Gap, basis: str) -> str:
    return _(
        "The people set are %(found)s of %(base)s, the per cent set is %(said)s, which would be "
        "%(meant)s people."
    ) % {
        "found": _share(gap.found),
        "base": _base(gap.base, basis),
        "said": _said_share(gap.said),
        "meant": write_people(people_meant(gap)),
    }


def _above_base(gap: Gap, basis: str) -> str:
    return _("The people set, %(said)s, are more than %(base)s.") % {
        "said": _value(gap.said),
        "base": _base(gap.base, basis),
    }


def _above_hundred(gap: Gap, basis: str) -> str:
    return _("The target of %(said)s is above 100 %%.") % {"said": _said_share(gap.said)}


def _fall(gap: Gap, basis: str) -> str:
    values = {"other_year": gap.other_year, "difference": _difference(gap).lstrip("+")}
    if gap.in_percent:
        return _(
            "The target of %(said)s is below that of %(other_year)s, %(found)s: %(difference)s "
            "points less."
        ) % (values | {"said": _said_share(gap.said), "found": _said_share(gap.found)})
    return _(
        "The target of %(said)s is below that of %(other_year)s, %(found)s: %(difference)s less."
    ) % (values | {"said": _value(gap.said), "found": _value(gap.found)})


_SENTENCES: dict[GapKind, Callable[[Gap, str], str]] = {
    GapKind.PARTS_DIFFER: _parts_differ,
    GapKind.POOLED_DIFFERS: _pooled,
    GapKind.PEOPLE_AND_PERCENT: _people_and_percent,
    GapKind.PEOPLE_ABOVE_BASE: _above_base,
    GapKind.ABOVE_HUNDRED: _above_hundred,
    GapKind.BELOW_THE_YEAR_BEFORE: _fall,
}


def _value(quantity: Quantity | None) -> str:
    return write_people(quantity) if isinstance(quantity, int) else ""


def _share(quantity: Quantity | None) -> str:
    return f"{write_decimal(quantity)}{NO_BREAK_SPACE}%"


def _said_share(quantity: Quantity | None) -> str:
    return percent_text(Decimal(quantity)) if quantity is not None else ""


def _difference(gap: Gap) -> str:
    return write_change(gap.difference, 2 if gap.in_percent else 0)


def _base(base: TargetBase | None, basis: str) -> str:
    if base is None:
        return basis
    said = [write_people(base.people), base.source]
    if base.is_simulated and base.source != str(Origin.SIMULATED.label):
        said.append(str(Origin.SIMULATED.label))
    return f"{basis} {base.year} ({', '.join(each for each in said if each)})"
