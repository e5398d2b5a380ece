"""The appendix of tasks: what each unit below still has to win, how much a month. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from coverage.notation.numbers import write_people
from coverage.notation.periods import months_left
from reports.figures.blocks import Block
from reports.figures.standing import Row
from reports.written_report import sentences as wording
from reports.written_report import words
from reports.written_report.facts import Facts
from reports.written_report.part_sources import parts_sources, parts_target_source
from reports.written_report.report import Cells, TasksTable
from reports.written_report.tasks import is_open
from reports.written_report.text import Source

Cell = tuple[str, int | str | None]
NOTHING: Cell = (wording.NOTHING, None)


@dataclass(frozen=True, slots=True)
class _Tasks:
    """An indicator of which units below have something left to do, with the line of each unit."""

    block: Block
    rows: dict[int, Row]

    @property
    def open_rows(self) -> list[Row]:
        return [row for row in self.rows.values() if _is_open(self.block, row)]


def tasks_table(facts: Facts) -> TasksTable | None:
    """None where no unit below has anything left to do, or no month is left."""
    if not months_left(facts.period):
        return None
    tasks = [_Tasks(block, {row.unit.pk: row for row in block.parts}) for block in facts.blocks]
    shown = [each for each in tasks if each.open_rows]
    if not shown:
        return None
    units = {row.unit.pk: row.unit for each in shown for row in each.block.parts}
    return TasksTable(
        columns=[*wording.PARTS_COLUMNS[:2], *(name for each in shown for name in _columns(each))],
        notes=" ".join([wording.TASKS_IN_PEOPLE, *(_note(facts, each) for each in shown)]),
        rows=[
            _line(unit.full_name, [(each, each.rows.get(unit.pk)) for each in shown], place)
            for place, unit in enumerate(units.values(), start=1)
        ],
        whole=_line(_whole(facts), [(each, each.block.whole) for each in shown]),
        sources=tuple(dict.fromkeys(source for each in shown for source in _sources(facts, each))),
        is_simulated=any(_is_simulated(each, row) for each in shown for row in each.open_rows),
    )


def _is_open(block: Block, row: Row) -> bool:
    standing = row.standing_by(block.chosen)
    return standing is not None and is_open(row, standing)


def _columns(tasks: _Tasks) -> tuple[str, str]:
    name = tasks.block.whole.indicator.name
    left, pace = wording.TASK_LEFT_COLUMN, wording.TASK_PACE_COLUMN
    return left.format(indicator=name), pace.format(indicator=name)


def _note(facts: Facts, tasks: _Tasks) -> str:
    """By the name of the one assigner, by that of their kind where there are several."""
    standings = [row.standing_by(tasks.block.chosen) for row in tasks.open_rows]
    names = dict.fromkeys(each.promise.assigner for each in standings if each)
    of_kind = tasks.block.chosen.name if tasks.block.chosen else ""
    return wording.TASK_NOTE.format(
        indicator=tasks.block.whole.indicator.name,
        year=facts.period.year,
        assigner=next(iter(names)) if len(names) == 1 else of_kind,
    )


def _whole(facts: Facts) -> str:
    name = words.whole(facts.unit)
    return name[:1].upper() + name[1:]


def _line(name: str, rows: Sequence[tuple[_Tasks, Row | None]], place: int | None = None) -> Cells:
    cells: list[Cell] = [("" if place is None else str(place), place), (name, name)]
    for tasks, row in rows:
        cells += (NOTHING, NOTHING) if row is None else _task(tasks.block, row)
    return Cells(
        texts=[text for text, _value in cells],
        values=[value for _text, value in cells],
        is_simulated=any(_is_simulated(tasks, row) for tasks, row in rows if row is not None),
    )


def _task(block: Block, row: Row) -> tuple[Cell, Cell]:
    standing = block.headline(row)
    remaining = standing.assessment.remaining if standing else None
    if standing is None or remaining is None:
        return NOTHING, NOTHING
    if not is_open(row, standing):
        return (wording.DONE, wording.DONE), NOTHING
    pace = standing.needed_pace
    left = words.signed(write_people(remaining), row) or ""
    return (left, remaining), NOTHING if pace is None else (write_people(pace), pace)


def _is_simulated(tasks: _Tasks, row: Row) -> bool:
    standing = tasks.block.headline(row)
    return row.value.simulated or (standing is not None and standing.promise.is_simulated)


def _sources(facts: Facts, tasks: _Tasks) -> list[Source]:
    block, indicator = tasks.block, tasks.block.whole.indicator
    standings = [each for row in tasks.open_rows if (each := row.standing_by(block.chosen))]
    return [
        *parts_sources(facts.unit, indicator, facts.period, block.parts),
        parts_target_source(facts.unit, indicator, standings),
    ]
