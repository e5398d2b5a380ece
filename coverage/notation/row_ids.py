"""The id of a row, as an address or a form names it. Pure."""

import re

LARGEST_ID = 2**63 - 1
_DIGITS = re.compile(r"[0-9]{1,19}")


def read_id(text: str) -> int | None:
    """None for what is no id, or a larger one than a row can have."""
    pk = int(text) if _DIGITS.fullmatch(text) else LARGEST_ID + 1
    return pk if pk <= LARGEST_ID else None
