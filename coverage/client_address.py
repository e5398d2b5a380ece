"""Whose request it is: the peer's address, or behind named proxies what the nearest of them said.

Anybody may send X-Forwarded-For, so a word of it counts only where a named proxy passed it on.
"""

import re
from collections.abc import Iterable, Sequence
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# What a household or an office is given of IPv6: any address of it is the same subscriber's.
SUBSCRIBER_BITS = 64

_IN_BRACKETS = re.compile(r"\[([^\[\]]*)\](?::[0-9]{1,5})?")
_WITH_PORT = re.compile(r"([0-9.]+):[0-9]{1,5}")


def read_networks(words: Iterable[str]) -> tuple[Network, ...]:
    """Each word an address or a network. Raises ValueError, which quotes the word."""
    return tuple(ip_network(word) for word in words)


def read_address(text: str) -> Address | None:
    """With or without a port or brackets; a v4 address in v6 clothes is v4. None where none is."""
    text = text.strip()
    found = _IN_BRACKETS.fullmatch(text) or _WITH_PORT.fullmatch(text)
    try:
        address = ip_address(found[1] if found else text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or IPv6Address(int(address))
    return address


def is_among(address: Address | None, networks: Iterable[Network]) -> bool:
    return any(address in network for network in networks if address is not None)


def client_address(
    peer: str, forwarded: Sequence[str], proxies: Sequence[Network]
) -> Address | None:
    """`forwarded`: the X-Forwarded-For headers in their order, each one or more addresses.

    Read from the right for as long as a named proxy is speaking. Where one passed on what is no
    address, the proxy's own counts. None where the peer has none (a socket of the machine).
    """
    address = read_address(peer)
    for hop in reversed([hop for header in forwarded for hop in header.split(",")]):
        said = read_address(hop) if is_among(address, proxies) else None
        if said is None:
            break
        address = said
    return address


def counted_as(address: Address | None) -> str:
    """What attempts are counted under: an IPv4 address, or the network of an IPv6 subscriber."""
    if address is None:
        return ""
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, SUBSCRIBER_BITS), strict=False))
    return str(address)
