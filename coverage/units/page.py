"""Acts on the units below one: the list, a new act in two steps, and one taken back.

What the first step says goes along hidden in the second, with what that showed.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.access import may_change_units, readable_units
from coverage.models import AdministrativeUnit, User
from coverage.refusals import ReasonMissing
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import page_with_tables
from coverage.tables.workbook import Head
from coverage.units.act_query import RecordedAct, act_with, acts_on
from coverage.units.carrying import check_may_take_back, take_back_act
from coverage.units.draft import ActSort
from coverage.units.file_form import SentText
from coverage.units.form import ActForm
from coverage.units.part_form import PartForm
from coverage.units.second_step import LIST, second_step
from coverage.units.table import acts_table, kind_text, units_text
from coverage.void_units import check_was


@require_safe
def unit_acts(request: SignedInRequest, unit_id: int) -> HttpResponse:
    """For who may read the unit; 403 for anybody else."""
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    if not readable_units(request.user).filter(pk=unit.pk).exists():
        raise PermissionDenied
    may_change = not unit.never_was and may_change_units(request.user, [unit])
    may_above = unit.parent is not None and may_change_units(request.user, [unit.parent])

    def may_take_back(act: RecordedAct) -> bool:
        is_inside = all(end.parent_id == unit.pk for end in (*act.olds, *act.news))
        return may_change if is_inside else may_above

    table = acts_table(acts_on(unit), unit.pk, may_take_back)
    title = _("Changes of the units of %(unit)s") % {"unit": unit}
    context = {"unit": unit, "table": table, "sorts": ActSort, "may_change": may_change}
    head = Head(title, [title])
    return page_with_tables(request, "coverage/units/acts.html", context, head, [table])


@require_http_methods(["GET", "HEAD", "POST"])
def new_act(request: SignedInRequest, unit_id: int, sort: str) -> HttpResponse:
    """Both steps, for who approves over the unit below which it happens."""
    if sort not in ActSort.values:
        raise Http404(sort)
    unit = unit_to_change(request, unit_id)
    chosen = ActSort(sort)
    if request.method != "POST":
        form = _form(request.user, chosen, unit, initial=_asked(request))
        return _first_step(request, unit, form)
    form, text = _form(request.user, chosen, unit, request.POST), SentText.of(request)
    action = request.POST.get("action", "")
    if action == "more" and isinstance(form, ActForm):
        form.errors.clear()
        form.news.forget_errors()
        return _first_step(request, unit, form, text)
    if not form.is_valid():
        return _first_step(request, unit, form, text, HTTPStatus.UNPROCESSABLE_ENTITY)
    if action == "edit":
        return _first_step(request, unit, form, text)
    return _second_step(request, unit, form, text)


def _form(
    user: User,
    sort: ActSort,
    unit: AdministrativeUnit,
    data: QueryDict | None = None,
    **kwargs: Any,
) -> ActForm | PartForm:
    if sort == ActSort.PART:
        return PartForm(user, unit, data, **kwargs)
    return ActForm(user, sort, unit, data, **kwargs)


def unit_to_change(request: SignedInRequest, unit_id: int) -> AdministrativeUnit:
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    if not may_change_units(request.user, [unit]):
        raise PermissionDenied
    check_was(unit)
    return unit


def _asked(request: SignedInRequest) -> dict[str, object]:
    """Units that the address names are chosen already."""
    return {"olds": request.GET.getlist("unit")}


def _first_step(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    form: ActForm | PartForm,
    text: SentText | None = None,
    status: int = HTTPStatus.OK,
    refused: str = "",
) -> HttpResponse:
    context = {"unit": unit, "form": form, "text": text, "sorts": ActSort, "refused": refused}
    return render(request, "coverage/units/act_form.html", context, status=status)


def _second_step(
    request: SignedInRequest, unit: AdministrativeUnit, form: ActForm | PartForm, text: SentText
) -> HttpResponse:
    def refused(why: str) -> HttpResponse:
        return _first_step(request, unit, form, text, HTTPStatus.UNPROCESSABLE_ENTITY, why)

    template = "coverage/units/act_sides.html"
    return second_step(request, unit, form.act(), template, {"form": form}, text, refused)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_act_void(request: SignedInRequest, unit_id: int, act_id: int) -> HttpResponse:
    """Take an act back that was entered by mistake."""
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    act = act_with(act_id)
    if act is None:
        raise Http404
    check_may_take_back(request.user, act.links)
    status, refusal = HTTPStatus.OK, None
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        refusal = refusal_of(request, lambda: _take_back(request, act, reason))
        if refusal is None:
            return redirect(LIST, unit.pk)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "unit": unit,
        "act": act,
        "kind": kind_text(act),
        "what": units_text(act),
        "reason": request.POST.get("reason", ""),
        "refused": str(refusal) if isinstance(refusal, ReasonMissing) else "",
    }
    return render(request, "coverage/units/act_void.html", context, status=status)


def _take_back(request: SignedInRequest, act: RecordedAct, reason: str) -> str:
    take_back_act(request.user, act.change, reason)
    return _("Taken back: %(what)s.") % {"what": units_text(act)}
