"""The warnings of a month and their explanations, for whoever may read the units: of what counts,
no draft, and nothing can be written."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coverage.access import readable_units
from coverage.models import AdministrativeUnit, User
from coverage.month.submitting import any_simulated
from coverage.notation.periods import add_months, previous_month, to_slug
from coverage.requests import SignedInRequest
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.void_units import check_was
from coverage.warnings.table import WarningLine, WarningsTable, warning_lines, warnings_heading
from coverage.wording import simulated_text

ADDRESS = "month_checks"


def warnings_page(request: SignedInRequest, unit: AdministrativeUnit, period: date) -> HttpResponse:
    """403 where the user may read neither the unit nor one directly below it, and for a form.
    Raises UnitNeverWas."""
    units = readable_around(request.user, unit)
    if not units or request.method == "POST":
        raise PermissionDenied
    check_was(unit)
    title = warnings_heading(period)
    table = WarningsTable.if_any(standing_lines(units, period), heading=title)
    is_simulated = any_simulated([each.pk for each in units], period)
    context = {
        "unit": unit,
        "is_simulated": is_simulated,
        "table": table,
        "title": title,
        "slug": to_slug(period),
        "reads_unit": any(each.pk == unit.pk for each in units),
        "earlier": _beside(unit, units, previous_month(period)),
        "later": _beside(unit, units, add_months(period, 1)),
    }
    lines = [title, units_text(unit), *([simulated_text()] if is_simulated else [])]
    head = Head(f"{title} – {unit}", lines)
    return page_with_tables(request, "coverage/month/warnings.html", context, head, [table])


def units_text(unit: AdministrativeUnit) -> str:
    return _("%(unit)s and the units directly below") % {"unit": unit}


def readable_around(user: User, unit: AdministrativeUnit) -> list[AdministrativeUnit]:
    """The unit and those directly below it, of any time, as far as the user may read them."""
    units = readable_units(user)
    around = units.filter(pk=unit.pk) | units.filter(parent=unit)
    return list(around.order_by("level", "sort_key", "valid_from"))


def standing_lines(units: list[AdministrativeUnit], period: date) -> list[WarningLine]:
    """Of those units that exist in the month. Two statements."""
    return warning_lines([unit for unit in units if unit.exists_on(period)], period)


def _beside(unit: AdministrativeUnit, units: list[AdministrativeUnit], month: date) -> str | None:
    if month > timezone.localdate() or not any(each.exists_on(month) for each in units):
        return None
    return reverse(ADDRESS, args=(unit.pk, to_slug(month)))
