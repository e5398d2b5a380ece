"""The pages of a unit that never was, as the act that opened it was taken back: each says that, and
shows nothing of it."""

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from coverage.access import readable_units
from coverage.models import AdministrativeUnit, UnitChangeVersion, UnitVersion, User
from coverage.tables.notations import write_moment


class UnitNeverWas(Http404):
    """Answered by `never_was_page` (coverage.operation.error_pages)."""

    def __init__(self, unit: AdministrativeUnit) -> None:
        super().__init__(str(unit))
        self.unit = unit


def check_was(unit: AdministrativeUnit) -> None:
    """Call it once the unit may be read. Raises UnitNeverWas."""
    if unit.never_was:
        raise UnitNeverWas(unit)


def never_was_page(request: HttpRequest, unit: AdministrativeUnit) -> HttpResponse:
    context = {"unit": unit, "said": never_was_text(unit), "acts_of": _listed_in(request, unit)}
    return render(request, "coverage/void_unit.html", context, status=HTTPStatus.GONE)


def never_was_text(unit: AdministrativeUnit) -> str:
    """Who took the act back that opened it, when and why. Two statements."""
    version = UnitVersion.objects.current().select_related("act").get(unit=unit)
    void = (
        UnitChangeVersion.objects.current()
        .filter(change=version.act, is_void=True)
        .select_related("recorded_by")
        .first()
    )
    if void is None:
        return _("This unit never was.")
    return _(
        "This unit never was: the act that founded it (%(decision)s) was taken back by %(by)s, "
        "%(at)s. Reason: %(why)s"
    ) % {
        "decision": void.decision or _("decision not known"),
        "by": void.recorded_by or "–",
        "at": write_moment(void.recorded_at),
        "why": void.why,
    }


def _listed_in(request: HttpRequest, unit: AdministrativeUnit) -> AdministrativeUnit:
    """In whose list of acts that one stands: of the unit above, where the reader may open it."""
    user = request.user
    mine = readable_units(user) if isinstance(user, User) else AdministrativeUnit.objects.none()
    return mine.filter(pk=unit.parent_id or 0).first() or unit
