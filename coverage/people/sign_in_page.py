"""Signing in and out."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from coverage.client_address import counted_as, read_address
from coverage.models import User
from coverage.people import idle
from coverage.people.brakes import Attempt, begin
from coverage.people.devices import known_device, remember_device
from coverage.people.slowed_forms import look_like_bootstrap, look_unless_too_soon, told_to_wait


class SignInForm(AuthenticationForm):
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy(
            "The account name or the password is not right. Check Caps Lock and the Vietnamese "
            "typing tool, then type both again."
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Account name")
        look_like_bootstrap(self)

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("username") or not self.cleaned_data.get("password"):
            return self.cleaned_data
        return look_unless_too_soon(self._begin, super().clean)

    def _begin(self) -> Attempt:
        request, name = cast(HttpRequest, self.request), self.cleaned_data["username"]
        user = User.objects.filter(username=name).first()
        address = counted_as(read_address(request.META["REMOTE_ADDR"]))
        return begin(name, user, address, known_device(request, user))


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
        return told_to_wait(form, super().form_invalid(form))


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
