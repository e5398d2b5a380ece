"""What every request passes through that is ours."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from coverage.client_address import client_address, is_among, read_address


class ForwardedMiddleware:
    """REMOTE_ADDR becomes the address of who asks; what a stranger says of himself is taken out.

    A named proxy's word counts, and of several schemes the last, which the nearest proxy wrote.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        scheme = request.META.pop("HTTP_X_FORWARDED_PROTO", "")
        if is_among(read_address(peer), settings.TRUSTED_PROXIES):
            request.META["HTTP_X_FORWARDED_PROTO"] = scheme.rpartition(",")[2].strip()
        address = client_address(peer, [forwarded], settings.TRUSTED_PROXIES)
        request.META["REMOTE_ADDR"] = str(address or "")
        return self.get_response(request)


class LanguageMiddleware:
    """Vietnamese unless the reader switched to English.

    Django's own reads the browser's language first: an office PC with an English browser would
    open in English, so only the reader's own choice (a cookie) counts here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = dict(settings.LANGUAGES)
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "vi")
            return response
