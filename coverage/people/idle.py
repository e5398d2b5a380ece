"""A session ends when nobody has used it for a while; noticing that writes nothing.

When it was last used stands in a signed cookie of its own, bound to the session and renewed at
most once a minute; without that cookie the moment of the sign-in counts.
"""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

SECONDS_BETWEEN_RENEWALS = 60
# In the session: when its person signed in, in seconds.
BEGAN = "began"

_signer = Signer(salt="coverage.people.idle")


def begin(request: HttpRequest) -> None:
    """For a session that a sign-in has just made or taken over: a new key and a new beginning."""
    request.session.cycle_key()
    request.session[BEGAN] = int(time.time())


class IdleMiddleware:
    """Whoever left the session idle, or holds it too long, is nobody until signing in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_signed_in(request) and _is_over(request):
            request.user = AnonymousUser()
        response = self.get_response(request)
        if _is_signed_in(request) and _needs_renewal(request):
            _renew(request, response)
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Asks the database only where the reader says to have a session."""
    return request.session.session_key is not None and request.user.is_authenticated


def _is_over(request: HttpRequest) -> bool:
    now = time.time()
    began = request.session.get(BEGAN)
    used = _last_use(request) or began
    is_idle = used is not None and now - used > settings.SESSION_IDLE_MINUTES * 60
    return is_idle or (began is not None and now - began > settings.SESSION_COOKIE_AGE)


def _needs_renewal(request: HttpRequest) -> bool:
    used = _last_use(request)
    return used is None or time.time() - used >= SECONDS_BETWEEN_RENEWALS


def _last_use(request: HttpRequest) -> int | None:
    """In seconds; None where the cookie is missing, forged or another session's."""
    try:
        said = _signer.unsign(request.COOKIES.get(settings.LAST_USE_COOKIE_NAME, ""))
    except BadSignature:
        return None
    session, _, moment = said.partition(".")
    return int(moment) if session == _digest(request) else None


def _renew(request: HttpRequest, response: HttpResponse) -> None:
    response.set_cookie(
        settings.LAST_USE_COOKIE_NAME,
        _signer.sign(f"{_digest(request)}.{int(time.time())}"),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _digest(request: HttpRequest) -> str:
    key = request.session.session_key or ""
    return salted_hmac("coverage.people.idle", key, algorithm="sha256").hexdigest()[:32]
