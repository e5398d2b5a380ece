"""Changing one's own password."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from coverage.models import User
from coverage.people.brakes import Attempt, begin_in_session
from coverage.people.devices import remember_device
from coverage.people.slowed_forms import look_like_bootstrap, look_unless_too_soon, told_to_wait


class PasswordForm(PasswordChangeForm):
    """`session`: the key of the one in which the old password is asked for."""

    def __init__(self, user: User, *args: Any, session: str, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self._session = session
        look_like_bootstrap(self)

    def clean_old_password(self) -> str:
        return look_unless_too_soon(self._begin, super().clean_old_password)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        new = self.cleaned_data.get("new_password2")
        if new and new == self.cleaned_data.get("old_password"):
            self.add_error("new_password2", _("Choose another password than the one you have."))
        return cleaned

    def _begin(self) -> Attempt:
        return begin_in_session(self.user.get_username(), self._session)


class ChangePassword(PasswordChangeView):
    template_name = "coverage/people/change_password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("home")

    def get_form_kwargs(self) -> dict[str, Any]:
        session = cast(str, self.request.session.session_key)
        return {**super().get_form_kwargs(), "session": session}

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.must_change_password = False
        messages.success(self.request, _("Your password was changed."))
        response = super().form_valid(form)
        remember_device(self.request, response, form.user)
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return told_to_wait(form, super().form_invalid(form))
