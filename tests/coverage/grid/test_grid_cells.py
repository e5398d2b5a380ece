"""What state a cell is in after a form was posted, held against the rule put as a plain table."""

import re
from dataclasses import dataclass, replace

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from coverage.grid.block import (
    BlockReading,
    Key,
    PostedBlock,
    UnreadableCell,
    read_block,
)
from coverage.grid.cells import GridCell, grid_cell
from coverage.grid.states import CellState
from coverage.grid.words import grid_words
from coverage.models import ReportedFigure
from folders import ROOT

SCRIPTS = ROOT / "static" / "js"
KEYS: list[Key] = [(1, 1), (1, 2), (2, 1)]
Reading = BlockReading[ReportedFigure, str]
Cell = GridCell[ReportedFigure, None]


def version(pk: int, people: int) -> ReportedFigure:
    return ReportedFigure(pk=pk, people=people)


# Of each cell: an old version and the one in force; another grid's would be any figure or target.
OLD = {key: version(10 + place, 100 + place) for place, key in enumerate(KEYS)}
IN_FORCE = {key: version(20 + place, 200 + place) for place, key in enumerate(KEYS)}
IDS = {row.pk: (key, row) for rows in (OLD, IN_FORCE) for key, row in rows.items()}


def read(_key: Key, text: str) -> str:
    if text == "x":
        raise UnreadableCell("this is no number")
    return text.strip()


def said_by(row: ReportedFigure | None) -> str:
    return str(row.people) if row else ""


def posted(fields: dict[str, str]) -> PostedBlock:
    form = QueryDict(mutable=True)
    form.update(fields)
    return PostedBlock.of(form)


def reading_of(block: PostedBlock) -> Reading:
    shown = {key: IDS[pk][1] for key, pk in block.shown.items() if pk in IDS and IDS[pk][0] == key}
    return read_block(block, shown, read, lambda _key, row: said_by(row))


def cell_of(reading: Reading, key: Key, *, may_be_typed: bool = True, warned: bool = False) -> Cell:
    return grid_cell(
        reading,
        key,
        label="",
        labelled_by="",
        saved=said_by(IN_FORCE[key]),
        in_force=IN_FORCE[key].pk,
        beside=None,
        in_words=said_by,
        can_be_typed=may_be_typed,
        otherwise=CellState.WARNED if warned else None,
    )


@dataclass(frozen=True)
class OnePosted:
    """The four fields of one cell; None where the form has none."""

    text: str | None
    shown: int | None
    contested: bool
    choice: str | None

    def fields(self, key: Key) -> dict[str, str]:
        name = f"{key[0]}-{key[1]}"
        values = {
            "v": self.text,
            "s": None if self.shown is None else str(self.shown),
            "x": "1" if self.contested else None,
            "c": self.choice,
        }
        return {f"{kind}-{name}": text for kind, text in values.items() if text is not None}

    def state(self, key: Key) -> CellState | None:
        """The rule, each line in the place of those below it."""
        own = self.shown in IDS and IDS[self.shown][0] == key
        before = IDS[self.shown][1] if self.shown is not None and own else None
        if self.text is None or self.choice == "theirs":
            return None
        if self.contested and self.choice != "mine":
            return CellState.CONTESTED
        if self.text == "x":
            return CellState.INVALID
        return None if self.text.strip() == said_by(before) else CellState.UNSAVED


CELLS = st.builds(
    OnePosted,
    text=st.sampled_from([None, "", " ", "x", "7", "100", "200", " 200 "]),
    shown=st.sampled_from([None, *IDS, 99]),
    contested=st.booleans(),
    choice=st.sampled_from([None, "mine", "theirs", "", "both"]),
)
FORMS = st.tuples(CELLS, CELLS, CELLS)


def reading_of_form(form: tuple[OnePosted, ...]) -> Reading:
    fields: dict[str, str] = {}
    for key, one in zip(KEYS, form, strict=True):
        fields |= one.fields(key)
    return reading_of(posted(fields))


@given(FORMS, st.booleans(), st.booleans())
def test_a_cell_is_in_the_state_that_its_four_fields_say(
    form: tuple[OnePosted, ...], may_be_typed: bool, warned: bool
) -> None:
    reading = reading_of_form(form)
    for key, one in zip(KEYS, form, strict=True):
        cell, state = (
            cell_of(reading, key, may_be_typed=may_be_typed, warned=warned),
            one.state(key),
        )
        assert cell.state == (state or (CellState.WARNED if warned else None))
        is_problem = state in (CellState.CONTESTED, CellState.INVALID)
        assert bool(cell.state and cell.state.is_problem) == bool(cell.error) == is_problem
        assert cell.text == (cell.saved if state is None else one.text)
        assert cell.is_input == (may_be_typed or state is not None)


@given(FORMS)
def test_what_is_written_is_what_is_not_saved_and_nothing_else(form: tuple[OnePosted, ...]) -> None:
    reading = reading_of_form(form)
    unsaved = [
        (key, one)
        for key, one in zip(KEYS, form, strict=True)
        if one.state(key) == CellState.UNSAVED
    ]
    assert reading.changes == {key: str(one.text).strip() for key, one in unsaved}
    for key, one in unsaved:
        own = {row.pk: row for row in (OLD[key], IN_FORCE[key])}
        assert reading.before.get(key) == (own.get(one.shown) if one.shown else None)
        assert reading.block.shown.get(key) == one.shown


@given(FORMS, st.sets(st.sampled_from(KEYS)))
def test_a_page_that_comes_back_passes_for_having_shown_only_what_its_writer_saw(
    form: tuple[OnePosted, ...], conflicts: set[Key]
) -> None:
    """Else the next press would overwrite a value nobody ever saw."""
    reading = reading_of_form(form)
    if conflicts:
        reading = replace(reading, contested={key: IN_FORCE[key] for key in conflicts})
    for key, one in zip(KEYS, form, strict=True):
        cell = cell_of(reading, key)
        if cell.state == CellState.CONTESTED:
            assert cell.shown == (cell.theirs.pk if cell.theirs else 0)
        elif one.state(key) is not None:
            assert cell.shown == (one.shown or 0)
        else:
            assert cell.shown == IN_FORCE[key].pk


def test_a_cell_emptied_by_somebody_else_is_put_to_the_writer_as_blank() -> None:
    reading = replace(reading_of(posted({"v-1-1": "7"})), contested={(1, 1): None})
    cell = cell_of(reading, (1, 1))
    assert (cell.theirs, cell.shown, cell.state) == (None, 0, CellState.CONTESTED)
    assert cell.theirs_text


@pytest.mark.parametrize("name", ["v-1", "v-1-x", "V-1-2", "v-1-2-3", "vv-1-2", f"v-{10**18}-1"])
def test_a_field_that_is_no_cells_is_left_alone(name: str) -> None:
    assert posted({name: "7"}) == PostedBlock()


@pytest.mark.parametrize("shown", ["", "x", "-1", "1.0", str(2**63)])
def test_a_version_that_is_no_number_was_not_shown(shown: str) -> None:
    assert posted({"s-1-2": shown}).shown == {}


def test_the_script_has_the_states_the_signs_and_the_words_of_the_server() -> None:
    source = re.search(r"const SIGNS = {([^}]*)}", (SCRIPTS / "grid-cells.js").read_text())
    assert source
    signs = dict(re.findall(r'(\w+): "(.)"', source[1]))
    assert signs == {state.value: state.sign for state in CellState}
    assert {f"state_{state}" for state in CellState} <= grid_words().keys()
