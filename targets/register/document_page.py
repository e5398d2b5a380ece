"""Entering a document: a new one, its particulars, and taking all of its targets back."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from coverage.notation.row_ids import read_id
from coverage.requests import SignedInRequest, refusal_of
from targets.access import may_change, registrable_units
from targets.models import Document
from targets.register.document_form import RegisterForm, register
from targets.register.documents_page import document_answer
from targets.register.saving import withdraw_targets
from targets.register.scope import changeable_document


@require_http_methods(["GET", "HEAD", "POST"])
def document_new(request: SignedInRequest) -> HttpResponse:
    if not registrable_units(request.user).exists():
        raise PermissionDenied
    return _answer(request, _form(request), "targets/register/document_form.html")


@require_http_methods(["GET", "HEAD", "POST"])
def document_edit(request: SignedInRequest, document_id: int) -> HttpResponse:
    """While one form is being written another waits, and then finds its page stale."""
    with transaction.atomic():
        locked = Document.objects.select_for_update(of=("self",))
        found = get_object_or_404(
            locked.select_related("binds") if request.method == "POST" else Document.objects,
            pk=document_id,
        )
        if not may_change(request.user, found):
            raise PermissionDenied
        return _answer(request, _form(request, found), "targets/register/document_form.html")


@require_http_methods(["GET", "HEAD", "POST"])
def document_withdraw(request: SignedInRequest, document_id: int) -> HttpResponse:
    """Refused, the document's page as it is now, with the reason that was typed; who comes here by
    a link of that page is led to the document's own."""
    found = changeable_document(request.user, document_id)
    if request.method != "POST":
        asked = request.GET.urlencode()
        page = reverse("document", args=[found.pk])
        return redirect(f"{page}?{asked}" if asked else page)
    reason = request.POST.get("reason", "")

    def withdraw() -> str:
        posted = request.POST.get("shown", "").split(",")
        shown = [pk for text in posted if (pk := read_id(text))]
        count = withdraw_targets(request.user, found, reason, shown)
        said = ngettext("Withdrew %(count)s target.", "Withdrew %(count)s targets.", count)
        return said % {"count": count}

    if refusal_of(request, withdraw) is not None:
        return document_answer(request, document_id, refused_reason=reason)
    return redirect("document", found.pk)


def _form(request: SignedInRequest, found: Document | None = None) -> RegisterForm:
    if request.method == "POST":
        return RegisterForm(request.user, request.POST, request.FILES, instance=found)
    return RegisterForm(request.user, instance=found)


def _answer(request: SignedInRequest, form: RegisterForm, template: str) -> HttpResponse:
    """Written and on to the document's page; or the form again, as typed, with what is wrong."""
    if form.is_bound and form.is_valid():
        written = register(request.user, form)
        messages.success(request, _("The document is saved."))
        return redirect("document", written.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    name = str(Document.objects.get(pk=form.instance.pk)) if form.instance.pk else ""
    context = {"form": form, "document_id": form.instance.pk, "name": name}
    return render(request, template, context, status=status)
