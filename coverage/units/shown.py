"""What of the units a page had shown when an act on them was confirmed: it is recorded as it was
shown, or not at all."""

import hashlib
from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coverage.units.query import Side
from coverage.units.refusals import ActShownChanged

PARTS: Mapping[str, str | Promise] = {
    "units": gettext_lazy("the units themselves"),
    "figures": gettext_lazy("their figures"),
    "months": gettext_lazy("their running months"),
    "roles": gettext_lazy("people’s roles"),
    "rules": gettext_lazy("their own rules"),
}


def mark(sides: Sequence[Side]) -> str:
    """What a form holds of them: "units:3fa1… figures:…"."""
    return " ".join(f"{part}:{digest}" for part, digest in _digests(sides).items())


def check_shown(sides: Sequence[Side], shown: str) -> None:
    """Call it with the units locked. Raises ActShownChanged."""
    then = dict(each.split(":", 1) for each in shown.split() if ":" in each)
    now = _digests(sides)
    if changed := [str(PARTS[part]) for part in PARTS if then.get(part) != now[part]]:
        raise ActShownChanged(changed)


def _digests(sides: Sequence[Side]) -> dict[str, str]:
    rows = {
        "units": [(each.unit.pk, each.version) for each in sides],
        "figures": [row.pk for each in sides for row in each.figures],
        "months": [row.pk for each in sides for row in each.running]
        + [str(each.state) for each in sides],
        "roles": [row.pk for each in sides for row in each.roles],
        "rules": [row.pk for each in sides for row in each.rules],
    }
    return {
        part: hashlib.sha256(repr(said).encode()).hexdigest()[:12] for part, said in rows.items()
    }
