"""What a page was asked to show: the query string as a frozen value.

Nonsense in the address never breaks a page: it is named in `not_understood`, and the page shows
what it would have shown without it.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from coverage.counting.figures import ReadAs
from coverage.notation.periods import from_slug, read_moment, to_slug
from coverage.notation.row_ids import read_id
from coverage.tables.answer import PARAMETER as FILE_OF_TABLE

LONGEST_PROBLEM = 60
MEASURES = ("people", "rate")
SCALES = ("common", "own")
COPIES = ("check",)
SPANS = (12, 24, 36)
SWITCHED_ON = "1"
PLACE_AND_TIME = frozenset({"month", "indicator", "assigner", "as_seen", "meeting", "drafts"})
WAYS_TO_SHOW = frozenset(
    {"units", "sort", "measure", "since", "span", "scale", "scenario", "copy", FILE_OF_TABLE}
)
# What programs of mail and chat add to a link that somebody passes on with them.
ADDED_ON_THE_WAY = ("utm_", "fbclid", "gclid", "zarsrc")
Parsed = TypeVar("Parsed")


class UnitsOf(StrEnum):
    """Of which units the past is told: of those that were there in a month, or of today's, whose
    past is that of what went into them."""

    THEN = "then"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class SeenBy:
    """The meeting that a page is opened as of; `moment`: when its data were frozen. `may_open`:
    whether the reader may open the meeting's own page, which lists all of its unit."""

    meeting_id: int
    title: str
    held_on: date
    moment: datetime
    may_open: bool = True


def _no_meeting(meeting_id: int) -> SeenBy:
    raise ValueError(meeting_id)


@dataclass(frozen=True, slots=True)
class Filters:
    """`period`: the first day of a month; `indicator`: a code; `assigner`: an id; `as_seen`: the
    moment whose rows are shown, that of the `meeting` where one is named; `sort`: a column, with a
    minus when descending; `measure`: people or rate; `since`: the month a change is counted from;
    `span`: how many months are shown; `scale`: whether small lines share one scale; `drafts`:
    whether figures still being entered are shown as well; `units`: of which units the past is told;
    `copy`: that of the report which is not the usual one. None: not said."""

    period: date | None = None
    indicator: str | None = None
    assigner: int | None = None
    as_seen: datetime | None = None
    sort: str | None = None
    measure: str | None = None
    since: date | None = None
    span: int | None = None
    scale: str | None = None
    meeting: SeenBy | None = None
    drafts: bool = False
    units: UnitsOf | None = None
    copy: str | None = None
    not_understood: tuple[str, ...] = ()

    def as_query(self) -> str:
        """The query string that asks for the same again; "" when nothing is said."""
        said: dict[str, object] = {
            "month": to_slug(self.period) if self.period else None,
            "indicator": self.indicator,
            "assigner": self.assigner,
            **self.seen_as,
            "sort": self.sort,
            "measure": self.measure,
            "since": to_slug(self.since) if self.since else None,
            "span": self.span,
            "scale": self.scale,
            "drafts": SWITCHED_ON if self.drafts else None,
            "units": self.units,
            "copy": self.copy,
        }
        pairs = {name: value for name, value in said.items() if value is not None}
        return f"?{urlencode(pairs)}" if pairs else ""

    @property
    def read_as(self) -> ReadAs:
        return ReadAs(self.as_seen, self.drafts)

    @property
    def seen_as(self) -> dict[str, object]:
        """What the address says of the moment: the meeting, else the moment itself; nothing for
        now."""
        if self.meeting is not None:
            return {"meeting": self.meeting.meeting_id}
        return {"as_seen": self.as_seen.isoformat()} if self.as_seen else {}

    @property
    def kept_by_forms(self) -> dict[str, object]:
        """What a form of choices hands on without offering it: the moment, the switches of drafts,
        of units and of copies."""
        said = {
            "drafts": SWITCHED_ON if self.drafts else None,
            "units": self.units,
            "copy": self.copy,
        }
        return self.seen_as | {name: value for name, value in said.items() if value is not None}

    @property
    def as_query_without_drafts(self) -> str:
        return replace(self, drafts=False).as_query()

    @property
    def as_query_now(self) -> str:
        """The query string that asks for the same as it is now."""
        return replace(self, as_seen=None, meeting=None).as_query()

    def as_query_of_copy(self, copy: str | None) -> str:
        return replace(self, copy=copy).as_query()

    def about(self, indicator: str) -> str:
        """The query string that asks for the same of another indicator."""
        return replace(self, indicator=indicator).as_query()


def read_filters(
    query: Mapping[str, str],
    indicator_codes: Collection[str],
    find_meeting: Callable[[int], SeenBy] = _no_meeting,
    may_see_drafts: Callable[[], bool] = lambda: False,
    sets_targets_here: Callable[[int, datetime | None], bool] = lambda pk, moment: True,
) -> Filters:
    """The filters of an address. A meeting goes before a moment; `find_meeting` raises ValueError
    for one the reader does not know. `may_see_drafts` and `sets_targets_here`, of an assigner at a
    moment, are asked only where the address names such; drafts are of now: never with a moment."""
    problems: list[str] = []

    def read(name: str, parse: Callable[[str], Parsed]) -> Parsed | None:
        text = query.get(name, "").strip()
        try:
            return parse(text) if text else None
        except ValueError:
            problems.append(f"{name}={text}"[:LONGEST_PROBLEM])
            return None

    meeting = read("meeting", lambda text: find_meeting(_identity(text)))
    moment = read("as_seen", read_moment)
    as_seen = meeting.moment if meeting else moment
    return Filters(
        period=read("month", from_slug),
        indicator=read("indicator", lambda text: _one_of(text, indicator_codes)),
        assigner=read("assigner", lambda text: _known(text, as_seen, sets_targets_here)),
        as_seen=as_seen,
        sort=read("sort", str),
        measure=read("measure", lambda text: _one_of(text, MEASURES)),
        since=read("since", from_slug),
        span=read("span", lambda text: int(_one_of(text, [str(each) for each in SPANS]))),
        scale=read("scale", lambda text: _one_of(text, SCALES)),
        meeting=meeting,
        units=read("units", UnitsOf),
        copy=read("copy", lambda text: _one_of(text, COPIES)),
        drafts=bool(read("drafts", lambda text: _switch(text, as_seen, may_see_drafts))),
        not_understood=(*problems, *_unknown(query)),
    )


def _unknown(query: Mapping[str, str]) -> Iterator[str]:
    for name, text in query.items():
        if name not in PLACE_AND_TIME | WAYS_TO_SHOW and not name.startswith(ADDED_ON_THE_WAY):
            yield f"{name}={text}"[:LONGEST_PROBLEM]


def _one_of(text: str, known: Collection[str]) -> str:
    if text not in known:
        raise ValueError(text)
    return text


def _switch(text: str, as_seen: datetime | None, may_see_drafts: Callable[[], bool]) -> bool:
    if text != SWITCHED_ON or as_seen is not None or not may_see_drafts():
        raise ValueError(text)
    return True


def _known(
    text: str, as_seen: datetime | None, is_known: Callable[[int, datetime | None], bool]
) -> int:
    if not is_known(pk := _identity(text), as_seen):
        raise ValueError(text)
    return pk


def _identity(text: str) -> int:
    if (pk := read_id(text)) is None:
        raise ValueError(text)
    return pk
