"""A password that somebody else gave opens one page: the one to choose a password of one's own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

OPEN = {"change_password", "sign_out", "sign_in", "set_language", "still_here"}


class FirstPasswordMiddleware:
    """Whatever was asked for, page, file or data, by whatever method."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.resolver_match is not None and request.resolver_match.view_name in OPEN:
            return None
        user = request.user
        if user.is_authenticated and user.must_change_password:
            return redirect("change_password")
        return None
