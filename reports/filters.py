"""What a page was asked to show: the query string as a frozen value.

Nonsense in the address never breaks a page: it is named in `not_understood`, and the page shows
what it would have shown without it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from urllib.parse import urlencode

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware

from coverage.periods import FIRST_YEAR, LAST_YEAR, from_slug, to_slug

LARGEST_ID = 2**63 - 1
LONGEST_PROBLEM = 60
MEASURES = ("people", "rate")
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Filters:
    """`period`: the first day of a month; `indicator`: a code; `assigner`: an id; `as_seen`: the
    moment whose rows are shown; `sort`: a column, with a minus when descending; `measure`: people
    or rate. None: not said."""

    period: date | None = None
    indicator: str | None = None
    assigner: int | None = None
    as_seen: datetime | None = None
    sort: str | None = None
    measure: str | None = None
    not_understood: tuple[str, ...] = ()

    def as_query(self) -> str:
        """The query string that asks for the same again; "" when nothing is said."""
        said = {
            "month": to_slug(self.period) if self.period else None,
            "indicator": self.indicator,
            "assigner": self.assigner,
            "as_seen": self.as_seen.isoformat() if self.as_seen else None,
            "sort": self.sort,
            "measure": self.measure,
        }
        pairs = {name: value for name, value in said.items() if value is not None}
        return f"?{urlencode(pairs)}" if pairs else ""


def read_filters(query: Mapping[str, str], indicator_codes: Collection[str]) -> Filters:
    """The filters of an address, e.g. ?month=2023-06&indicator=BHYT&assigner=3."""
    problems: list[str] = []

    def read(name: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        text = query.get(name, "").strip()
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            problems.append(f"{name}={text}"[:LONGEST_PROBLEM])
            return None

    return Filters(
        period=read("month", from_slug),
        indicator=read("indicator", lambda text: _one_of(text, indicator_codes)),
        assigner=read("assigner", _identity),
        as_seen=read("as_seen", _moment),
        sort=read("sort", str),
        measure=read("measure", lambda text: _one_of(text, MEASURES)),
        not_understood=tuple(problems),
    )


def _one_of(text: str, known: Collection[str]) -> str:
    if text not in known:
        raise ValueError(text)
    return text


def _identity(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > LARGEST_ID:
        raise ValueError(text)
    return int(text)


def _moment(text: str) -> datetime:
    moment = parse_datetime(text)
    if moment is None or not is_aware(moment) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(text)
    return moment
