"""Why an act was refused; each names the units it is about."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.models import AdministrativeUnit
from coverage.notation.periods import write_date
from coverage.refusals import Refused, names_of


class ActRefused(Refused):
    """An act that cannot be; nothing of it was recorded."""

    said = gettext_lazy(
        "The act does not fit the units as they are now. Nothing was recorded; look at them again."
    )


class NotOpenNow(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        super().__init__(
            _("An act of %(day)s cannot end what is not there then: %(units)s.")
            % {"day": write_date(day), "units": names_of(units)}
        )


class ReportedAfter(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit], day: date) -> None:
        super().__init__(
            _(
                "Months that begin on %(day)s or later are reported already for: %(units)s. Let "
                "the act work from a later month on; the date of the law stays."
            )
            % {"day": write_date(day), "units": names_of(units)}
        )


class UnitsBelowRemain(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _("Units below one that ends are there longer: %(units)s. Name them in the act too.")
            % {"units": names_of(units)}
        )


class ReportedWithout(ActRefused):
    def __init__(self, names: Sequence[str], day: date) -> None:
        super().__init__(
            _(
                "Months since %(day)s are reported by the units beside these, without them: "
                "%(units)s. Let the act work from a later month on."
            )
            % {"day": write_date(day), "units": ", ".join(names)}
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
        super().__init__(_("Entered already: %(codes)s.") % {"codes": ", ".join(codes)})


class OpenedHaveFigures(ActRefused):
    def __init__(self, units: Sequence[AdministrativeUnit]) -> None:
        super().__init__(
            _(
                "These units, which the act opened, have figures: %(units)s. It stands; a further "
                "act corrects it."
            )
            % {"units": names_of(units)}
        )
