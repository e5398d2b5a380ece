"""Figures and targets each have a builder of cells of their own; the one for both says the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cast import JUNE
from coverage.checks import Finding, Level, Rule
from coverage.grid import block as merged
from coverage.grid.cells import GridCell, grid_cell
from coverage.grid.states import CellState
from coverage.models import AdministrativeUnit, Indicator, ReportedFigure, State
from coverage.month import block as figures
from coverage.month import grid_rows
from coverage.month.query import EntryMonth, UnitMonth, Version
from coverage.month.typed_text import Typed, explain_cell, read_cell
from coverage.notation.numbers import NumberError
from targets.models import Document, Target
from targets.register import block as targets
from targets.register import rows as target_rows
from targets.register.sheet import CellKey, Sheet, columns_of_years
from targets.register.typed_text import (
    Bare,
    CountedOnlyError,
    TypedTarget,
    explain_target,
    read_target,
)

MAY = date(2023, 5, 1)
UNITS = [AdministrativeUnit(pk=pk, full_name=f"Xã {pk}") for pk in (1, 2)]
INDICATORS = [
    Indicator(pk=pk, code=f"C{pk}", name=f"C{pk}", name_en=f"E{pk}", basis=basis)
    for pk, basis in ((1, "population"), (2, "none"))
]
YEARS = (2022, 2023)
FIGURE_KEYS = [(unit.pk, column.pk) for unit in UNITS for column in INDICATORS]
TARGET_KEYS = [(unit.pk, year) for unit in UNITS for year in YEARS]
TEXTS = st.sampled_from(
    [
        " ",
        "0",
        "7",
        "007",
        "1.000",
        "1,5",
        "k",
        "KAD",
        "-",
        "–",
        "không áp dụng",
        "=1",
        "7 %",
        "~ 7",
        "7; 80,5 %",
        "7 người",
        "≥ 31,5 %",
        "",
    ]
) | st.text("0123456789.,;%k~≥ ", max_size=4)
PEOPLE = st.sampled_from([0, 7, 1000])
# Versions have ids from 1 on; 99 is nobody's.
SHOWN = st.sampled_from([1, 2, 3, 4, 99])
Drawn = Any


def blocks(keys: list[tuple[int, int]]) -> st.SearchStrategy[dict[str, Any]]:
    key = st.sampled_from(keys)
    return st.fixed_dictionaries(
        {
            "texts": st.dictionaries(key, TEXTS),
            "shown": st.dictionaries(key, SHOWN),
            "contested": st.sets(key),
            "choices": st.dictionaries(key, st.sampled_from(["mine", "theirs", "", "both"])),
        }
    )


@st.composite
def reported(draw: Drawn) -> dict[int, ReportedFigure]:
    found = {}
    for pk in (1, 2, 3, 4):
        unit, indicator = draw(st.sampled_from(FIGURE_KEYS))
        people, rate, absence = draw(
            st.sampled_from([(None, Decimal("1.5"), ""), (None, None, "withdrawn")])
            | st.tuples(PEOPLE, st.sampled_from([None, Decimal("80.58")]), st.just(""))
            | st.tuples(st.none(), st.none(), st.sampled_from(["not_available", "not_applicable"]))
        )
        found[pk] = ReportedFigure(
            pk=pk,
            unit_id=unit,
            indicator_id=indicator,
            period=draw(st.sampled_from([JUNE, JUNE, MAY])),
            people=people,
            rate=rate,
            absence=absence,
            scope=draw(st.sampled_from(["", "managed_locally"])),
        )
    return found


@st.composite
def promised(draw: Drawn) -> dict[int, Target]:
    found = {}
    for pk in (1, 2, 3, 4):
        unit, year = draw(st.sampled_from(TARGET_KEYS))
        people, percent = draw(
            st.tuples(PEOPLE, st.none())
            | st.tuples(st.none(), st.sampled_from([Decimal("80.5"), Decimal("31.5000")]))
            | st.just((7, Decimal("80.5")))
            | st.just((None, None))
        )
        found[pk] = Target(
            pk=pk,
            document_id=draw(st.sampled_from([1, 1, 2])),
            unit_id=unit,
            indicator_id=1,
            year=year,
            people=people,
            percent=percent,
            qualifier=draw(st.sampled_from(["", "at_least"])) if people or percent else "",
            is_withdrawn=(people, percent) == (None, None),
            note=draw(st.sampled_from(["", "chỉ nông dân"])),
        )
    return found


def of_own_cells(block: merged.PostedBlock, versions: dict[int, Any], key_of: Any) -> dict:
    """As `shown_versions`, without a database."""
    return {
        key: versions[pk]
        for key, pk in block.shown.items()
        if pk in versions and key_of(versions[pk]) == key
    }


def same_cell(old: Any, new: GridCell[Any, Any]) -> None:
    for name in ("key", "label", "labelled_by", "text", "saved", "shown", "error", "theirs"):
        assert getattr(old, name) == getattr(new, name), name
    assert old.mark == (new.state or "")
    assert old.is_contested == new.is_contested
    assert old.is_problem == new.is_problem
    assert (old.mark == "unsaved") == new.is_unsaved
    if new.is_contested:
        assert old.theirs_text == new.theirs_text


# Figures


def read_figure(_key: merged.Key, text: str) -> Typed:
    try:
        return read_cell(text)
    except NumberError as error:
        raise merged.UnreadableCell(explain_cell(error)) from error


def figures_read(
    fields: dict[str, Any], versions: dict[int, ReportedFigure]
) -> tuple[figures.Reading, merged.BlockReading[ReportedFigure, Typed]]:
    with patch.object(
        figures, "versions", lambda ids: {pk: versions[pk] for pk in ids & {*versions}}
    ):
        old = figures.read_block(figures.Block(**fields), JUNE)
    block = merged.PostedBlock(**fields)

    def key_of(row: ReportedFigure) -> merged.Key | None:
        return (row.unit_id, row.indicator_id) if row.period == JUNE else None

    shown = of_own_cells(block, versions, key_of)
    return old, merged.read_block(block, shown, read_figure, figures._said)


@given(blocks(FIGURE_KEYS), reported())
def test_a_block_of_figures_asks_for_the_same(
    fields: dict[str, Any], versions: dict[int, ReportedFigure]
) -> None:
    old, new = figures_read(fields, versions)
    assert (old.kept, old.errors, old.contested) == (new.kept, new.errors, new.contested)
    assert old.cells == [
        figures._cell(change.key, change.value, change.before, change.shown)
        for change in new.changes
    ]


@given(
    blocks(FIGURE_KEYS),
    reported(),
    st.dictionaries(st.sampled_from(FIGURE_KEYS), st.sampled_from([None, 1, 2, 3, 4])),
    st.sets(st.sampled_from(["C1", "C2"])),
    st.booleans(),
)
def test_the_cells_of_a_month_are_in_the_same_states(
    fields: dict[str, Any],
    versions: dict[int, ReportedFigure],
    conflicts: dict[merged.Key, int | None],
    doubtful: set[str],
    is_open: bool,
) -> None:
    old, new = figures_read(fields, versions)
    if conflicts:
        theirs = {key: versions[pk] if pk else None for key, pk in conflicts.items()}
        old, new = replace(old, contested=theirs), replace(new, contested=theirs)
    in_force = {(row.unit_id, row.indicator_id): row for row in versions.values()}
    state = State.OPEN if is_open else State.APPROVED
    month = EntryMonth(
        unit=UNITS[0],
        period=JUNE,
        rows=[
            UnitMonth(unit, state, "", None, None, may_write=True, may_approve=False)
            for unit in UNITS
        ],
        columns=INDICATORS,
        figures={
            key: Version(row.pk, row.people, row.rate, row.absence, "reported", JUNE)
            for key, row in in_force.items()
        },
        last_month={},
        last_year={},
        bases={},
    )
    typing = grid_rows.Typing(old.kept, fields["shown"], old.errors, old.contested)
    found = [Finding(Rule.FIRST_ZERO, Level.WARNING, tuple(sorted(doubtful)), ())]
    rows = grid_rows.grid_rows(month, typing, {unit.pk: found for unit in UNITS})
    for row in rows:
        for cell, column in zip(row.cells, INDICATORS, strict=True):
            key = (row.month.unit.pk, column.pk)
            version = month.figures.get(key)
            twin = grid_cell(
                new,
                key,
                label=f"{row.month.unit.full_name}, {column.label}",
                labelled_by=f"u{key[0]} i{key[1]}",
                saved=grid_rows._text(version),
                in_force=version.pk if version else 0,
                beside=None,
                in_words=grid_rows._in_words,
                can_be_typed=row.month.can_be_written,
                otherwise=CellState.WARNED if column.code in doubtful else None,
            )
            same_cell(cell, twin)
            assert cell.is_input == twin.is_input


# Targets


@contextmanager
def stored(versions: dict[int, Target]) -> Iterator[None]:
    rows = SimpleNamespace(in_bulk=lambda ids: {pk: versions[pk] for pk in ids & {*versions}})
    model = SimpleNamespace(objects=SimpleNamespace(select_related=lambda _name: rows))
    with patch.object(targets, "Target", model):
        yield


def sheet_of(versions: dict[int, Target], bare: Bare, indicator: Indicator) -> Sheet:
    return Sheet(
        document=Document(pk=1, binds_id=1),
        bare=bare,
        columns=columns_of_years(indicator, YEARS, bare),
        units=UNITS,
        targets={(row.unit_id, row.year): row for row in versions.values()},
        amended={},
        bases={},
    )


def targets_read(
    fields: dict[str, Any], versions: dict[int, Target], sheet: Sheet
) -> tuple[targets.Reading, merged.BlockReading[Target, TypedTarget]]:
    with stored(versions):
        old = targets.read_targets(figures.Block(**fields), sheet)
    block = merged.PostedBlock(**fields)
    columns = {column.pk: column for column in sheet.columns}

    def key_of(row: Target) -> CellKey | None:
        own = row.document_id == 1 and row.indicator_id == sheet.columns[0].indicator.pk
        return (row.unit_id, row.year) if own else None

    def read(key: merged.Key, text: str) -> TypedTarget:
        column = columns[key[1]]
        try:
            return read_target(text, column.bare, has_rate=column.has_rate)
        except (NumberError, CountedOnlyError) as error:
            raise merged.UnreadableCell(explain_target(error)) from error

    shown = of_own_cells(block, versions, key_of)
    return old, merged.read_block(block, shown, read, targets._said)


@pytest.mark.parametrize("indicator", INDICATORS)
@given(
    blocks(TARGET_KEYS),
    promised(),
    st.sampled_from(Bare),
    st.dictionaries(st.sampled_from(TARGET_KEYS), st.sampled_from([None, 1, 2, 3, 4])),
)
def test_a_block_of_targets_asks_for_the_same_and_its_cells_are_in_the_same_states(
    indicator: Indicator,
    fields: dict[str, Any],
    versions: dict[int, Target],
    bare: Bare,
    conflicts: dict[CellKey, int | None],
) -> None:
    sheet = sheet_of(versions, bare, indicator)
    old, new = targets_read(fields, versions, sheet)
    assert (old.kept, old.errors, old.contested) == (new.kept, new.errors, new.contested)
    keys = [(1, unit, indicator.pk, year) for change in new.changes for unit, year in [change.key]]
    assert old.values == [
        targets._value(key, change.value, change.before)
        for key, change in zip(keys, new.changes, strict=True)
    ]
    assert old.shown == {key: change.shown for key, change in zip(keys, new.changes, strict=True)}
    if conflicts:
        theirs = {key: versions[pk] if pk else None for key, pk in conflicts.items()}
        old, new = replace(old, contested=theirs), replace(new, contested=theirs)
    for row in target_rows.target_rows(sheet, old):
        for cell, column in zip(row.cells, sheet.columns, strict=True):
            key = (row.unit.pk, column.pk)
            version = sheet.targets.get(key)
            twin = grid_cell(
                new,
                key,
                label=f"{row.unit.full_name}, {column.label}",
                labelled_by=f"u{key[0]} c{key[1]}",
                saved=target_rows._written(version, column.bare),
                in_force=version.pk if version else 0,
                beside="",
                in_words=target_rows._in_words,
            )
            same_cell(cell, twin)


@given(
    st.dictionaries(
        st.sampled_from(["v", "s", "x", "c", "y", ""]).flatmap(
            lambda kind: st.sampled_from(
                [f"{kind}-1-2", f"{kind}-1-x", f"{kind}-1", f"{kind}-1-2-3"]
            )
        ),
        st.sampled_from(["", "7", "x", "-1", "mine", "theirs", "9" * 18, "9" * 19]),
    )
)
def test_a_form_gives_the_same_block(posted: dict[str, str]) -> None:
    old, new = figures.block_of(posted), merged.PostedBlock.of(posted)  # type: ignore[arg-type]
    for name in ("texts", "shown", "contested", "choices"):
        assert getattr(old, name) == getattr(new, name)
