"""Signing in, and changing one's own password."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from coverage.client_address import counted_as, read_address
from coverage.models import User
from coverage.people import idle
from coverage.people.brakes import Attempt, TooSoonError, begin
from coverage.people.devices import known_device, remember_device

# A longer wait is said in minutes.
MOST_SECONDS_SAID = 90


class SignInForm(AuthenticationForm):
    """`refused_for`: seconds to wait, where nothing was looked at."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "The account name or the password is not right. Check Caps Lock and the Vietnamese "
            "typing tool, then type both again."
        ),
    }
    refused_for = 0

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        _look_like_bootstrap(self)

    def clean(self) -> dict[str, Any]:
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return self.cleaned_data
        attempt = self._begin(name)
        try:
            cleaned = super().clean()
        except ValidationError as refusal:
            if not attempt.seconds:
                raise
            said = [*refusal.messages, try_again_after(attempt.seconds)]
            raise ValidationError(" ".join(said)) from refusal
        attempt.succeeded()
        return cleaned

    def _begin(self, name: str) -> Attempt:
        request = cast(HttpRequest, self.request)
        user = User.objects.filter(username=name).first()
        address = counted_as(read_address(request.META["REMOTE_ADDR"]))
        try:
            return begin(name, user, address, known_device(request, user))
        except TooSoonError as wait:
            self.refused_for = wait.seconds
            said = _("Too many wrong passwords: this attempt was not looked at.")
            raise ValidationError(f"{said} {try_again_after(wait.seconds)}") from wait


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


class PasswordForm(PasswordChangeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _look_like_bootstrap(self)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        new = self.cleaned_data.get("new_password2")
        if new and new == self.cleaned_data.get("old_password"):
            self.add_error("new_password2", _("Choose another password than the one you have."))
        return cleaned


def _look_like_bootstrap(form: forms.Form) -> None:
    for field in form.fields.values():
        field.widget.attrs["class"] = "form-control"


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Goes on to the page that was asked for, and knows the device from then on."""

    template_name = "coverage/people/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        idle.begin(self.request)
        remember_device(self.request, response, form.get_user())
        return response

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_invalid(form)
        seconds = cast(SignInForm, form).refused_for
        if seconds:
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(seconds)
        return response


@require_safe
def still_here(request: HttpRequest) -> HttpResponse:
    """For the script of a page: 204 while its reader is signed in; asking counts as use."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


class SignOut(LogoutView):
    """Takes the pages that a browser kept along, on the PC that the next person uses."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache"'
        return response


class ChangePassword(PasswordChangeView):
    template_name = "coverage/people/change_password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.must_change_password = False
        messages.success(self.request, _("Your password was changed."))
        response = super().form_valid(form)
        remember_device(self.request, response, form.user)
        return response
