"""The text of the decision of an act: downloaded, added, replaced."""

from http import HTTPStatus
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from coverage.access import readable_units
from coverage.models import AdministrativeUnit
from coverage.requests import SignedInRequest, refusal_of
from coverage.units.act_query import RecordedAct, act_with
from coverage.units.carrying import check_may_take_back
from coverage.units.decision_files import keep_file
from coverage.units.file_form import FileForm
from coverage.units.second_step import LIST


@require_safe
def unit_act_file(request: SignedInRequest, unit_id: int, act_id: int) -> FileResponse:
    """Always as a download, for who may read the unit in whose list the act stands."""
    _unit, act = _listed(request, unit_id, act_id)
    if act.file is None:
        raise Http404
    try:
        content = act.file.file.open()
    except FileNotFoundError as error:
        raise Http404 from error
    name = act.file.decision.replace(" ", "-")[:80]
    suffix = PurePath(str(act.file.file)).suffix
    return FileResponse(content, as_attachment=True, filename=f"{name}{suffix}")


@require_http_methods(["GET", "HEAD", "POST"])
def unit_act_file_new(request: SignedInRequest, unit_id: int, act_id: int) -> HttpResponse:
    """A file that came late, or another in the place of a wrong one: for who may record the act."""
    unit, act = _listed(request, unit_id, act_id)
    if not act.decided:
        raise Http404
    check_may_take_back(request.user, act.links)
    form = FileForm(initial={"shown": act.file.pk if act.file else None})
    status = HTTPStatus.OK
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            said = form.cleaned_data

            def keep() -> str:
                keep_file(request.user, act.decided, said["file"], said["why"], said["shown"])
                return _("The file of the decision is kept.")

            if refusal_of(request, keep) is None:
                return redirect(LIST, unit.pk)
            status = HTTPStatus.CONFLICT
    context = {"unit": unit, "act": act, "form": form}
    return render(request, "coverage/units/act_file.html", context, status=status)


def _listed(
    request: SignedInRequest, unit_id: int, act_id: int
) -> tuple[AdministrativeUnit, RecordedAct]:
    """404 where the act is not in the unit's list, 403 where that is not the user's to read."""
    unit = get_object_or_404(AdministrativeUnit, pk=unit_id)
    if not readable_units(request.user).filter(pk=unit.pk).exists():
        raise PermissionDenied
    act = act_with(act_id)
    ends = [] if act is None else [*act.olds, *act.news]
    if act is None or not any(unit.pk in (end.pk, end.parent_id) for end in ends):
        raise Http404
    return unit, act
