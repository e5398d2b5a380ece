"""Devices on which somebody has signed in before: known by a cookie that outlives the session.

One cookie holds a number for the device and a signature a person, since a PC is shared. Each is
bound to the person's password: a changed one makes all other devices strange again.
"""

import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac

from coverage.models import User

KEPT_FOR = timedelta(days=400)  # the longest that browsers keep a cookie
MOST_PEOPLE = 20

_COOKIE = re.compile(r"[0-9a-f]{32}(\.[0-9]{1,19}:[0-9a-f]{32})+")


def known_device(request: HttpRequest, user: User | None) -> str | None:
    """The device's number, if this person has signed in on it under the present password."""
    device, people = _read(request)
    if user is None or str(user.pk) not in people:
        return None
    return device if constant_time_compare(people[str(user.pk)], _sign(device, user)) else None


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    device, people = _read(request)
    people.pop(str(user.pk), None)
    people[str(user.pk)] = _sign(device, user)
    latest = list(people.items())[-MOST_PEOPLE:]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        ".".join([device, *(f"{person}:{signature}" for person, signature in latest)]),
        max_age=KEPT_FOR,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, dict[str, str]]:
    """The device's number, new where it has none, and the signatures, unchecked, by person."""
    cookie = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not _COOKIE.fullmatch(cookie):
        return secrets.token_hex(16), {}
    device, *people = cookie.split(".")
    return device, dict(each.split(":", 1) for each in people)


def _sign(device: str, user: User) -> str:
    said = f"{device}:{user.pk}:{user.get_session_auth_hash()}"
    return salted_hmac("coverage.people.devices", said, algorithm="sha256").hexdigest()[:32]
