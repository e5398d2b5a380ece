"""What is in a unit by the shares of parts that went over, in words. Pure text."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.notation.numbers import write_decimal
from reports.figures.values import Reckoned, Share, Value

MOST_PLACES = 6


def reckoned_text(value: Value) -> str:
    """By which shares it is reckoned; "" where it is not."""
    if value.reckoned is None:
        return ""
    shares = ", ".join(map(_share_text, value.reckoned.shares))
    return _("reckoned by shares: %(shares)s") % {"shares": shares}


def reckoned_people(reckoned: Reckoned) -> str:
    return write_decimal(reckoned.people, 0)


def _share_text(share: Share) -> str:
    if share.weight == 1:
        return _("all of %(unit)s") % {"unit": share.name}
    said = {"percent": share_percent(share.weight), "unit": share.name}
    return _("%(percent)s %% of %(unit)s") % said


def share_percent(share: Decimal) -> str:
    """With as many decimals as it has."""
    percent = (share * 100).normalize()
    places = min(max(-int(percent.as_tuple().exponent), 0), MOST_PLACES)
    return write_decimal(percent, places)


def formed_of_text(former: Sequence[str]) -> str:
    """The names of what went into a unit, of a month before it was one; "" of none."""
    if not former:
        return ""
    *others, last = former
    names = _("%(units)s and %(last)s") % {"units": ", ".join(others), "last": last}
    return _("of the former %(units)s") % {"units": names if others else last}
