"""The request as views see it, and what comes of what was posted."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from coverage.models import User
from coverage.refusals import Refused


class SignedInRequest(HttpRequest):
    """For annotations only, LoginRequiredMiddleware lets nobody else through; a view marked
    `login_not_required` takes a plain HttpRequest."""

    user: User


def refusal_of(request: HttpRequest, act: Callable[[], str]) -> Refused | None:
    """Why what was posted was not done; None where it was. The reader is told, of what was done in
    the words that `act` gives."""
    try:
        messages.success(request, act())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return refusal
    return None
