"""Whose request it is behind proxies, whatever a stranger writes into X-Forwarded-For."""

import os
import subprocess
import sys
from ipaddress import IPv6Address, ip_address
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from coverage.client_address import (
    client_address,
    counted_as,
    is_among,
    read_address,
    read_networks,
)
from coverage.middleware import ForwardedMiddleware
from folders import ROOT

PROXIES = read_networks(["127.0.0.1", "10.0.0.0/24", "fd00::/48", "::1"])
addresses = st.ip_addresses()
strangers = addresses.filter(lambda each: not is_among(read_address(str(each)), PROXIES))
proxies = st.sampled_from(["127.0.0.1", "10.0.0.9", "::ffff:10.0.0.9", "[fd00::7]:8443", "::1"])
anything = st.text(max_size=40)


def asked_by(peer: str, *forwarded: str) -> str:
    return str(client_address(peer, forwarded, PROXIES))


def written(address: object) -> st.SearchStrategy[str]:
    """The ways in which proxies write an address."""
    if isinstance(address, IPv6Address):
        return st.sampled_from([f"{address}", f"[{address}]", f"[{address}]:443", f" {address} "])
    forms = [f"{address}", f"{address}:50123", f"::ffff:{address}", f"[::ffff:{address}]:1"]
    return st.sampled_from(forms)


@given(strangers, st.lists(anything, max_size=4))
def test_a_stranger_is_who_he_is_whatever_he_claims(peer: Any, claims: list[str]) -> None:
    assert client_address(str(peer), claims, PROXIES) == read_address(str(peer))


@given(st.data(), proxies, strangers, st.lists(anything, max_size=3), st.lists(proxies, max_size=3))
def test_what_the_nearest_stranger_wrote_to_the_left_of_his_address_changes_nothing(
    data: Any, peer: Any, stranger: Any, claims: list[str], hops: list[str]
) -> None:
    """However the proxies write it, on one header or several."""
    words = [*claims, data.draw(written(stranger)), *hops]
    at = data.draw(st.integers(0, len(words)))
    headers = [", ".join(part) for part in (words[:at], words[at:]) if part]
    assert client_address(peer, headers, PROXIES) == read_address(str(stranger))


@given(proxies, st.lists(proxies, max_size=3))
def test_among_proxies_alone_the_farthest_counts(peer: Any, hops: list[str]) -> None:
    assert client_address(peer, hops, PROXIES) == read_address(([peer, *hops[::-1]])[-1])


@given(anything, st.lists(anything, max_size=5))
def test_any_text_gives_an_address_or_none(peer: Any, headers: list[str]) -> None:
    found = client_address(peer, headers, PROXIES)
    assert found is None or ip_address(str(found)) == found


@given(anything, anything)
def test_without_named_proxies_the_peer_counts(peer: Any, header: str) -> None:
    assert client_address(peer, [header], ()) == read_address(peer)


@pytest.mark.parametrize("garbage", ["", "unknown", "1.2.3", "1.2.3.4.5", "::1::", "[::1", "a:80"])
def test_where_a_proxy_passes_on_garbage_its_own_address_counts(garbage: str) -> None:
    assert asked_by("127.0.0.1", f"203.0.113.9, {garbage}") == "127.0.0.1"
    assert asked_by("127.0.0.1", f"203.0.113.9, {garbage}, 10.0.0.9") == "10.0.0.9"


def test_a_peer_in_v6_clothes_is_the_v4_proxy_that_was_named() -> None:
    assert asked_by("::ffff:127.0.0.1", "203.0.113.9") == "203.0.113.9"


def test_a_zone_does_not_make_another_address() -> None:
    assert read_address("fe80::1%eth0") == read_address("fe80::1")


def test_attempts_of_one_subscriber_of_ipv6_count_together() -> None:
    def counted(text: str) -> str:
        return counted_as(read_address(text))

    assert counted("2001:db8:1:2::1") == counted("2001:db8:1:2:ffff::9") == "2001:db8:1:2::/64"
    assert counted("2001:db8:1:3::1") != counted("2001:db8:1:2::1")
    assert counted("203.0.113.9") != counted("203.0.113.8")
    assert counted("::ffff:203.0.113.9") == "203.0.113.9"
    assert counted("nobody") == ""


def passed_on(settings: Settings, peer: str, **headers: str) -> HttpRequest:
    settings.TRUSTED_PROXIES = PROXIES
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    seen: list[HttpRequest] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    ForwardedMiddleware(view)(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers))
    return seen[0]


def test_only_a_named_proxy_is_believed_that_a_request_came_by_https(settings: Any) -> None:
    said = {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7"}
    proxied, forged = (
        passed_on(settings, "10.0.0.9", **said),
        passed_on(settings, "10.0.1.9", **said),
    )
    assert (proxied.is_secure(), proxied.META["REMOTE_ADDR"]) == (True, "198.51.100.7")
    assert (forged.is_secure(), forged.META["REMOTE_ADDR"]) == (False, "10.0.1.9")


def test_of_several_schemes_the_nearest_proxys_counts(settings: Any) -> None:
    assert not passed_on(settings, "127.0.0.1", **{"x-forwarded-proto": "https, http"}).is_secure()


@pytest.mark.parametrize(
    ("environment", "advice"),
    [
        ({"TRUSTED_PROXIES": "10.0.0.0/33"}, "TRUSTED_PROXIES: '10.0.0.0/33' does not appear"),
        ({"TRUSTED_PROXIES": "10.0.0.1/24"}, "TRUSTED_PROXIES: 10.0.0.1/24 has host bits set"),
        ({"HTTPS": "on", "TRUSTED_PROXIES": ""}, "HTTPS=on needs TRUSTED_PROXIES"),
    ],
)
def test_what_the_proxies_are_is_read_at_the_start_or_refused(
    environment: dict[str, str], advice: str
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", "import coverage.settings"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode != 0
    assert advice in ended.stderr
