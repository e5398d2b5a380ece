"""The second step of acts, by the page or out of a workbook: a question where the decision overlaps
with what is recorded, then both sides, then the confirmation with the text of the decision."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit
from coverage.refusals import Refused
from coverage.requests import SignedInRequest, refusal_of
from coverage.units.acts import check_acts_now
from coverage.units.both_sides import both_sides
from coverage.units.carrying import check_may_change, enact
from coverage.units.draft import Decided
from coverage.units.file_form import SentText
from coverage.units.making import acts_of
from coverage.units.overlaps import overlaps
from coverage.units.refusals import ActKnownAlready, ActShownChanged
from coverage.units.waiting_files import WaitingFile

LIST = "unit_acts"


def second_step(
    request: SignedInRequest,
    unit: AdministrativeUnit,
    decided: Decided,
    template: str,
    context: dict[str, Any],
    text: SentText,
    refused: Callable[[str], HttpResponse],
) -> HttpResponse:
    """`refused`: the first step again, with why."""
    found = overlaps(request.user, decided)
    answered = request.POST.get("overlap", "")
    is_answered = not found.acts or answered == found.mark
    is_confirmed = is_answered and request.POST.get("action") == "record"
    context = context | {"unit": unit, "text": text, "overlap": answered}
    status = HTTPStatus.OK
    if is_confirmed and not text.is_understood:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif is_confirmed:
        refusal = refusal_of(request, lambda: _record(request, decided, text.waiting))
        if refusal is None:
            return redirect(LIST, unit.pk)
        if not isinstance(refusal, ActShownChanged):
            return refused(str(refusal))
        status = HTTPStatus.CONFLICT
    else:
        try:
            check_may_change(request.user, decided)
            check_acts_now(acts_of(decided))
        except Refused as refusal:
            # Entered again with another share: what stands is shown before that is refused.
            is_known = isinstance(refusal, ActKnownAlready)
            if is_answered or not (is_known and found.has_other_shares):
                return refused(str(refusal))
    if not is_answered:
        template, status = "coverage/units/act_overlap.html", HTTPStatus.CONFLICT
        return render(request, template, context | {"overlaps": found}, status=status)
    return render(request, template, context | {"both": both_sides(decided)}, status=status)


def _record(request: SignedInRequest, decided: Decided, text: WaitingFile | None) -> str:
    shown = request.POST.get("shown", "")
    if text is None:
        enact(request.user, decided, shown)
    else:
        with text.open() as file:
            enact(request.user, decided, shown, file)
        text.forget()
    return _("Recorded: %(decision)s.") % {"decision": decided.decision}
