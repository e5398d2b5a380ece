"""The request as views see it: LoginRequiredMiddleware lets nobody else through."""

from django.http import HttpRequest

from coverage.models import User


class SignedInRequest(HttpRequest):
    """For annotations only; a view marked `login_not_required` takes a plain HttpRequest."""

    user: User
