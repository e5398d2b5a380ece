"""What the rows of a workbook bring about: each old unit found, each new one once, one change for
all units that hang together."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from coverage.models import AdministrativeUnit, ChangeKind
from coverage.notation.numbers import NumberError, read_percent
from coverage.notation.periods import write_date
from coverage.notation.text import search_key
from coverage.notation.unit_names import KIND_WORDS, bare_name, full_name
from coverage.number_fields import explain
from coverage.units.bulk_rows import BulkRow, of_code
from coverage.units.draft import Change, NewUnit
from coverage.units.new_unit_form import CODE_DIGITS, KINDS_OF_LEVEL

WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What is wrong with a row, 0 where it is no single one."""

    line: int
    text: str


@dataclass(slots=True)
class Bulk:
    changes: list[Change] = field(default_factory=list)
    findings: list[RowFinding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Link:
    line: int
    old: AdministrativeUnit
    code: str
    name: str
    kind: str
    share: Decimal


class _Wrong(Exception):  # noqa: N818 (it is said beside its row)
    pass


def bulk_of(unit: AdministrativeUnit, rows: Sequence[BulkRow]) -> Bulk:
    """Of the units directly below. One statement."""
    known = _Known(unit, rows)
    found, links = Bulk(), []
    times: dict[str, int] = defaultdict(int)
    for row in rows:
        times[known.key(row)] += 1
    for row in rows:
        try:
            links.append(_link(row, known, is_only=times[known.key(row)] == 1))
        except _Wrong as wrong:
            found.findings.append(RowFinding(row.line, str(wrong)))
    found.findings += _contradictions(links)
    if not found.findings:
        found.changes = [_change(group, unit) for group in _together(links)]
    return found


class _Known:
    """The units of the level that have, or had, one of the codes, and those directly below."""

    def __init__(self, unit: AdministrativeUnit, rows: Sequence[BulkRow]) -> None:
        below = AdministrativeUnit.objects.filter(parent=unit)
        first = below.filter(valid_to__isnull=True).first()
        self.level = first.level if first else unit.level + 1
        self.digits = CODE_DIGITS.get(self.level, 5)
        codes = {of_code(row.old_code, self.digits) for row in rows}
        ever = AdministrativeUnit.objects.filter(level=self.level, code__in=codes)
        self.unit_id = unit.pk
        self.by_code: dict[str, list[AdministrativeUnit]] = defaultdict(list)
        self.by_name: dict[str, list[AdministrativeUnit]] = defaultdict(list)
        for each in (ever | below).order_by("valid_from"):
            if each.valid_to is None or each.valid_to >= each.valid_from:
                self.by_code[each.code].append(each)
            if self.is_standing(each):
                for name in {search_key(each.name), search_key(each.full_name)}:
                    self.by_name[name].append(each)

    def is_standing(self, unit: AdministrativeUnit) -> bool:
        return unit.valid_to is None and unit.parent_id == self.unit_id

    def key(self, row: BulkRow) -> str:
        return of_code(row.old_code, self.digits) or search_key(row.old_name)

    def old(self, row: BulkRow) -> AdministrativeUnit:
        """Raises _Wrong."""
        code = of_code(row.old_code, self.digits)
        units = self.by_code.get(code, []) if code else self._named(row.old_name)
        if not units:
            said = {"code": code, "name": row.old_name}
            raise _Wrong(_("No unit here has the code “%(code)s”, name “%(name)s”.") % said)
        meanings = {search_key(each.full_name) for each in units}
        if len(meanings) > 1 and not row.old_name:
            said = {"code": code, "units": "; ".join(map(_with_dates, units))}
            raise _Wrong(
                _("Code %(code)s has meant several units: %(units)s. Write the old name too.")
                % said
            )
        named = [each for each in units if _is_called(each, row.old_name)]
        standing = [each for each in named if self.is_standing(each)]
        if len(standing) == 1:
            return standing[0]
        said = {"name": row.old_name or code, "units": "; ".join(map(_with_dates, units))}
        raise _Wrong(_("“%(name)s” is none that stands here now: %(units)s.") % said)

    def _named(self, name: str) -> list[AdministrativeUnit]:
        return self.by_name.get(search_key(name), []) if name else []


def _is_called(unit: AdministrativeUnit, name: str) -> bool:
    return not name or search_key(name) in (search_key(unit.name), search_key(unit.full_name))


def _with_dates(unit: AdministrativeUnit) -> str:
    until = write_date(unit.valid_to) if unit.valid_to else ""
    return f"{unit.full_name} ({write_date(unit.valid_from)} → {until}".rstrip() + ")"


def _link(row: BulkRow, known: _Known, *, is_only: bool) -> _Link:
    old = known.old(row)
    name = bare_name(row.new_name) or old.name
    kind = _kind(row, old, known.level)
    code = of_code(row.new_code, known.digits) or (old.code if name == old.name else "")
    if len(code) != known.digits or not (code.isascii() and code.isdecimal()):
        raise _Wrong(_("A code here has %(digits)s digits.") % {"digits": known.digits})
    return _Link(row.line, old, code, name, kind, _share(row.share, is_only=is_only))


def _kind(row: BulkRow, old: AdministrativeUnit, level: int) -> str:
    """Said in its column, or before the new name; else as it was."""
    kinds = {search_key(KIND_WORDS[kind]): kind.value for kind in KINDS_OF_LEVEL.get(level, ())}
    if row.kind:
        if (found := kinds.get(search_key(row.kind))) is None:
            raise _Wrong(_("“%(kind)s” is no kind of unit of this level.") % {"kind": row.kind})
        return found
    start = search_key(row.new_name)
    before = (kind for word, kind in kinds.items() if start.startswith(f"{word} "))
    return next(before, old.kind) if bare_name(row.new_name) != row.new_name else old.kind


def _share(text: str, *, is_only: bool) -> Decimal:
    try:
        percent = read_percent(text)
    except NumberError as error:
        raise _Wrong(explain(error)) from error
    if percent is None and is_only:
        percent = WHOLE
    if percent is None or not 0 < percent <= WHOLE:
        raise _Wrong(_("Say which share of the unit goes here, above 0 %."))
    return percent / WHOLE


def _contradictions(links: Sequence[_Link]) -> list[RowFinding]:
    """Of a new code called twice otherwise, of the same pair twice, of rows that change nothing."""
    found = []
    said: dict[str, _Link] = {}
    pairs: set[tuple[int, str]] = set()
    for link in links:
        first = said.setdefault(link.code, link)
        if (first.name, first.kind) != (link.name, link.kind):
            names = {"code": link.code, "one": full_name(first.kind, first.name)}
            names["other"] = full_name(link.kind, link.name)
            text = _("Code %(code)s is called %(one)s above and %(other)s here.") % names
            found.append(RowFinding(link.line, text))
        if (link.old.pk, link.code) in pairs:
            found.append(RowFinding(link.line, _("The same row stands above already.")))
        pairs.add((link.old.pk, link.code))
    return found


def _together(links: Sequence[_Link]) -> list[list[_Link]]:
    """Rows that share an old or a new unit, with one another and through others."""
    groups: list[list[_Link]] = []
    for link in links:
        mine = [each for each in groups if any(_touch(link, other) for other in each)]
        rest = [each for each in groups if not any(each is other for other in mine)]
        groups = [*rest, [*(other for each in mine for other in each), link]]
    return [group for group in groups if not _is_nothing(group)]


def _touch(one: _Link, other: _Link) -> bool:
    return one.old.pk == other.old.pk or one.code == other.code


def _is_nothing(group: Sequence[_Link]) -> bool:
    """One unit that stays what it is."""
    first = group[0]
    same = (first.old.code, first.old.name, first.old.kind) == (first.code, first.name, first.kind)
    return len(group) == 1 and same


def _change(group: Sequence[_Link], above: AdministrativeUnit) -> Change:
    olds = list({link.old.pk: link.old for link in group}.values())
    shares: Mapping[str, dict[int, Decimal]] = defaultdict(dict)
    for link in group:
        shares[link.code][link.old.pk] = link.share
    firsts = {link.code: link for link in reversed(group)}
    news = [
        NewUnit(code, firsts[code].kind, firsts[code].name, into) for code, into in shares.items()
    ]
    kind = ChangeKind.RENAME
    if len(news) > 1:
        kind = ChangeKind.SPLIT if len(olds) == 1 else ChangeKind.MERGE
    elif len(olds) > 1:
        kind = ChangeKind.MERGE
    return Change(kind, olds, news, above)
