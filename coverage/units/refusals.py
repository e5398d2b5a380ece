"""Why an act was refused; each names the units it is about."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit
from coverage.notation.numbers import write_decimal
from coverage.notation.periods import add_months, month_of, write_date, write_period
from coverage.refusals import MOST_NAMES, Refused, names_of

Months = Mapping[AdministrativeUnit, Collection[date]]


class ActRefused(Refused):
    """An act that cannot be; nothing of it was recorded."""

    said = gettext_lazy(
        "The act does not fit the units as they are now. Nothing was recorded; look at them again."
    )


class NotOpenNow(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        super().__init__(
            _("An act of %(day)s cannot end what is not there then: %(units)s.")
            % {"day": write_date(day), "units": "; ".join(map(_with_dates, units[:MOST_NAMES]))}
        )


class ReportedAfter(ActRefused):
    def __init__(self, months: Months, day: date) -> None:
        super().__init__(
            _(
                "Months from %(month)s on are reported already for: %(units)s. Let "
                "the act work from a later month on, %(earliest)s at the earliest; the date of the "
                "law stays."
            )
            % _months_said(months, day)
        )


class DraftsAfter(ActRefused):
    """Drafts would be lost: the month of the new unit begins without them."""

    def __init__(self, months: Months, day: date) -> None:
        super().__init__(
            _(
                "Figures of months from %(month)s on are being typed, or were, for: %(units)s. "
                "They would be lost. Let them be handed in, and the act work from %(earliest)s on "
                "at the earliest; the date of the law stays."
            )
            % _months_said(months, day)
        )


def _months_said(months: Months, day: date) -> dict[str, str]:
    said = [
        f"{unit.full_name} ({', '.join(map(write_period, sorted(found)))})"
        for unit, found in list(months.items())[:MOST_NAMES]
    ]
    last = max(month for found in months.values() for month in found)
    return {
        "month": write_period(day),
        "units": "; ".join(said),
        "earliest": write_period(add_months(last, 1)),
    }


def _with_dates(unit: AdministrativeUnit) -> str:
    until = f" → {write_date(unit.valid_to)}" if unit.valid_to else ""
    return f"{unit.full_name} ({write_date(unit.valid_from)}{until})"


class CodeHeld(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        held = "; ".join(f"{unit.code}: {_with_dates(unit)}" for unit in units[:MOST_NAMES])
        super().__init__(
            _(
                "On %(day)s the code belongs to another unit that the act does not end: %(held)s. "
                "Name that unit in the act, or correct the code."
            )
            % {"day": write_date(day), "held": held}
        )


class CodeTwice(ActRefused):
    def __init__(self, code: str) -> None:
        super().__init__(_("Two new units have one code: %(code)s.") % {"code": code})


class SharesDoNotAddUp(ActRefused):
    def __init__(self, unit: str, total: Decimal) -> None:
        super().__init__(
            _("The shares of %(unit)s add up to %(total)s %%, not to 100 %%.")
            % {"unit": unit, "total": write_decimal(total * 100, 6).rstrip("0").rstrip(",")}
        )


class NotThereThen(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        super().__init__(
            _("On %(day)s these are not there, and give or receive nothing: %(units)s.")
            % {"day": write_date(day), "units": "; ".join(map(_with_dates, units[:MOST_NAMES]))}
        )


class BeginsOnlyThen(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        """`day`: their first."""
        super().__init__(
            _("These begin only on %(day)s and can give a part from month %(month)s on: %(units)s.")
            % {
                "day": write_date(day),
                "month": write_period(add_months(month_of(day), 1)),
                "units": names_of(units),
            }
        )


class NothingLeft(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _(
                "Who gives a part goes on with the rest, more than nothing and less than all: "
                "%(units)s."
            )
            % {"units": names_of(units)}
        )


class UnitsBelowRemain(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _("Units below one that ends are there longer: %(units)s. Name them in the act too.")
            % {"units": names_of(units)}
        )


class ReportedWithout(ActRefused):
    def __init__(self, names: Sequence[str], day: date, last: date) -> None:
        """`last`: the last month that was handed in beside them."""
        super().__init__(
            _(
                "Months from %(month)s on are reported by the units beside these, without them: "
                "%(units)s. Let the act work from a later month on, %(earliest)s at the earliest; "
                "the date of the law stays."
            )
            % {
                "month": write_period(day),
                "units": ", ".join(names[:MOST_NAMES]),
                "earliest": write_period(add_months(last, 1)),
            }
        )


class NotOneLevel(ActRefused):
    def __init__(self, old: str, new: str) -> None:
        super().__init__(
            _("%(old)s and %(new)s are not of one level: neither goes into the other.")
            % {"old": old, "new": new}
        )


class OtherProvince(ActRefused):
    def __init__(self, old: str, new: str) -> None:
        super().__init__(
            _(
                "%(old)s and %(new)s lie in different provinces, and no act of that day turns the "
                "one into the other. Only a part is transferred across."
            )
            % {"old": old, "new": new}
        )


class DatesDoNotMeet(ActRefused):
    def __init__(self, unit: str, day: date) -> None:
        super().__init__(
            _("%(unit)s neither ends nor begins on %(day)s, when the act works from.")
            % {"unit": unit, "day": write_date(day)}
        )


class ActKnownAlready(ActRefused):
    def __init__(self, codes: Sequence[str]) -> None:
        super().__init__(
            _("This act was entered already: %(codes)s. Nothing was recorded a second time.")
            % {"codes": ", ".join(codes)}
        )


class LaterActStands(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _(
                "A later act ended these units, which the act opened: %(units)s. Take back the "
                "later one first."
            )
            % {"units": names_of(units)}
        )


class ActShownChanged(ActRefused):
    """`what`: the parts of the page that are not as they were shown, in words."""

    def __init__(self, what: Sequence[str]) -> None:
        super().__init__(
            _(
                "Since the page was opened these have changed: %(what)s. Nothing was recorded; "
                "below is how it stands now."
            )
            % {"what": ", ".join(what)}
        )


class OpenedHaveFigures(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _(
                "These units, which the act opened, have figures: %(units)s. It stands; a further "
                "act corrects it."
            )
            % {"units": names_of(units)}
        )
