"""A form that asks for a password, behind the brakes: its words, and how its page is answered."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coverage.people.brakes import Attempt, TooSoonError

# A longer wait is said in minutes.
MOST_SECONDS_SAID = 90

Looked = TypeVar("Looked")


class NotLookedAtError(ValidationError):
    """The password was not looked at; another one will be after `seconds`."""

    def __init__(self, seconds: int) -> None:
        said = _("Too many wrong passwords: this attempt was not looked at.")
        super().__init__(f"{said} {try_again_after(seconds)}", code="too_soon")
        self.seconds = seconds


def look_unless_too_soon(begin: Callable[[], Attempt], look: Callable[[], Looked]) -> Looked:
    """What `look` gives. Raises NotLookedAtError, and what `look` raises with the wait that a wrong
    password brings."""
    try:
        attempt = begin()
    except TooSoonError as wait:
        raise NotLookedAtError(wait.seconds) from wait
    try:
        found = look()
    except ValidationError as refusal:
        if not attempt.seconds:
            raise
        said = [*refusal.messages, try_again_after(attempt.seconds)]
        raise ValidationError(" ".join(said)) from refusal
    attempt.succeeded()
    return found


def told_to_wait(form: Form, response: HttpResponse) -> HttpResponse:
    """429, where the form's password was not looked at."""
    for error in (each for errors in form.errors.as_data().values() for each in errors):
        if isinstance(error, NotLookedAtError):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(error.seconds)
    return response


def look_like_bootstrap(form: Form) -> None:
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-control"


def try_again_after(seconds: int) -> str:
    if seconds <= MOST_SECONDS_SAID:
        said = ngettext(
            "Try again after %(count)d second.", "Try again after %(count)d seconds.", seconds
        )
        return said % {"count": seconds}
    minutes = -(-seconds // 60)
    said = ngettext(
        "Try again after %(count)d minute.", "Try again after %(count)d minutes.", minutes
    )
    return said % {"count": minutes}
