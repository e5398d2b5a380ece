"""How values of the environment are read; what is broken is refused with what to write instead."""

import os

from django.core.exceptions import ImproperlyConfigured

from coverage.client_address import Network, read_networks


def switched_on(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"1", "true", "yes", "on"}


def switched_off(name: str) -> bool:
    return os.environ.get(name, "").lower() in {"0", "false", "no", "off"}


def words(name: str, default: str) -> list[str]:
    """Parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def whole_number(name: str, default: int, *, lowest: int, highest: int) -> int:
    text = os.environ.get(name) or str(default)
    if text.isascii() and text.isdigit() and lowest <= int(text) <= highest:
        return int(text)
    raise ImproperlyConfigured(f"{name} must be a whole number from {lowest} to {highest}.")


def trusted_proxies(https: bool) -> tuple[Network, ...]:
    """Whose X-Forwarded-For and X-Forwarded-Proto count; behind HTTPS somebody's must."""
    try:
        networks = read_networks(words("TRUSTED_PROXIES", ""))
    except ValueError as error:
        raise ImproperlyConfigured(
            f"TRUSTED_PROXIES: {error}. Write addresses or networks, such as 127.0.0.1,10.0.0.0/24."
        ) from error
    if https and not networks:
        raise ImproperlyConfigured(
            "HTTPS=on needs TRUSTED_PROXIES, the address of the proxy that ends TLS, such as "
            "127.0.0.1: nobody else is believed that a request came by HTTPS."
        )
    return networks
