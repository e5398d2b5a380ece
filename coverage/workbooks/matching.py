"""Which unit a row of a sheet means: by its official code or by its name. Pure.

A name is compared without marks and case, with or without the word for its kind in front, and
within the units that are handed in. What fits several units is never decided here.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coverage.notation.text import search_key, sort_key

_SHORT_KINDS = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "dk": "dac khu",
    "h": "huyen",
    "q": "quan",
    "p": "phuong",
    "x": "xa",
    "t": "tinh",
}
_KINDS = tuple(sorted(set(_SHORT_KINDS.values()), key=len, reverse=True))
_ITEM_NUMBER = re.compile(r"^\s*(?:[0-9]{1,4}|[ivxIVX]{1,6})\s*[.)/-]\s*(?=\D)")
_TOTALS = {"cong", "tong", "tong cong", "tong so", "tong chung", "cong chung", "toan quoc"}
_TOTAL_BEGINNINGS = ("tong cong ", "tong so ", "toan tinh", "toan huyen", "toan thanh pho")
# Codes have two, three or five digits; a number cell has lost the zeros in front.
_CODE_LENGTHS = (2, 3, 5)
_LEAST_LIKENESS = 0.7
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit a row may mean. `above` names the unit above it, to tell namesakes apart."""

    unit_id: int
    is_mine: bool
    code: str
    level: int
    name: str
    full_name: str
    above: str


@dataclass(frozen=True, slots=True)
class Found:
    """One unit, or those among which a person must choose; neither where nothing fits.

    `is_respelled`: the marks in the text are not those of the unit's name.
    """

    unit: Candidate | None = None
    choices: tuple[Candidate, ...] = ()
    is_respelled: bool = False


class Units:
    """The units of a province, or whatever lies below the unit of a page, in one month."""

    def __init__(self, candidates: Iterable[Candidate], whole: str = "") -> None:
        """`whole` is the name of the unit they make up: a row of that name is their total."""
        self.candidates = list(candidates)
        self.by_id = {each.unit_id: each for each in self.candidates}
        self._by_written_id = {str(each.unit_id): each for each in self.candidates}
        self._whole = search_key(whole)
        # The same texts are asked about when the layout is guessed and when the rows are read.
        self._asked: dict[str, Found] = {}
        self._by_code: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Candidate]] = defaultdict(list)
        self._by_full_name: defaultdict[str, list[Candidate]] = defaultdict(list)
        for each in self.candidates:
            self._by_code[each.code].append(each)
            self._by_name[search_key(each.name)].append(each)
            self._by_full_name[search_key(each.full_name)].append(each)

    def with_id(self, text: str) -> Candidate | None:
        """Of an id as it is written in a form or a template."""
        return self._by_written_id.get(text)

    def by_code(self, text: str, *, is_number: bool = False) -> Found:
        """`is_number`: the file holds the code as a number, without the zeros in front."""
        lengths = _CODE_LENGTHS if is_number else (0,)
        codes = {text.strip().zfill(length) for length in lengths}
        return _one_of([each for code in codes for each in self._by_code.get(code, ())])

    def by_name(self, text: str) -> Found:
        if text not in self._asked:
            self._asked[text] = self._named(text)
        return self._asked[text]

    def _named(self, text: str) -> Found:
        text = _ITEM_NUMBER.sub("", text, count=1)
        folded = _long_kind(search_key(text))
        fitting = self._by_full_name.get(folded) or self._by_name.get(folded)
        if fitting:
            return _told_apart(text, fitting)
        # The word for the kind is another than the unit's: it may be a namesake.
        return Found(choices=tuple(self._by_name.get(_without_kind(folded), ())))

    def is_total(self, text: str) -> bool:
        folded = search_key(text)
        return (
            folded in _TOTALS
            or folded.startswith(_TOTAL_BEGINNINGS)
            or (folded == self._whole and not self._by_full_name.get(folded))
        )

    def like(self, text: str) -> list[Candidate]:
        """The units whose names look most like the text, the likest first. Slow: some
        milliseconds among thousands of units."""
        names = difflib.get_close_matches(
            _without_kind(_long_kind(search_key(text))),
            self._by_name,
            n=_SUGGESTIONS,
            cutoff=_LEAST_LIKENESS,
        )
        return [each for name in names for each in self._by_name[name]]


def _one_of(fitting: list[Candidate]) -> Found:
    if len(fitting) == 1:
        return Found(fitting[0])
    return Found(choices=tuple(fitting))


def _told_apart(text: str, fitting: list[Candidate]) -> Found:
    """With its marks a name fits fewer units than without."""
    exact = [each for each in fitting if _ends_with(text, each.name)]
    if exact:
        return _one_of(exact)
    found = _one_of(fitting)
    return Found(found.unit, found.choices, is_respelled=not text.isascii())


def _ends_with(text: str, name: str) -> bool:
    words, wanted = sort_key(text).split(), sort_key(name).split()
    return words[-len(wanted) :] == wanted


def _long_kind(folded: str) -> str:
    first, _, rest = folded.partition(" ")
    return f"{_SHORT_KINDS[first]} {rest}" if rest and first in _SHORT_KINDS else folded


def _without_kind(folded: str) -> str:
    for kind in _KINDS:
        if folded.startswith(f"{kind} "):
            return folded.removeprefix(f"{kind} ")
    return folded
