"""The targets of a file that a person must confirm before anything is written."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from coverage.workbooks.dry_run import ALL_VALUES, KEEP, LEAVE, MEANT, DryRun, RunLine, ValueChoice
from coverage.workbooks.judging import Verdict
from targets.entry import TargetValue
from targets.register.questions import TargetQuestion, promise_text, questions
from targets.register.references import references
from targets.register.sheet import bases_in_use, promise_of
from targets.target_import.standing import CellKey, StandingTargets


def ask_about(
    run: DryRun[TargetValue],
    sources: Mapping[CellKey, RunLine],
    standing: StandingTargets,
    chosen: Mapping[str, str],
) -> None:
    """Five statements where the file would write anything. `sources`: the first cell of each
    target; `chosen` what a person chose, by the names of the fields."""
    values = {value.key[1:]: value for value in run.cells}
    asked = _questions(values, standing)
    written = []
    for key, value in values.items():
        if key in asked:
            choice = _choice(value, sources[key], asked[key], chosen)
            run.values.append(choice)
            written += _answered(value, choice, asked[key])
        else:
            written.append(value)
    run.cells = written


def _questions(
    values: Mapping[CellKey, TargetValue], standing: StandingTargets
) -> Mapping[CellKey, TargetQuestion]:
    if not values:
        return {}
    indicators = {each.pk: each for each in standing.indicators}
    units = {unit for unit, _indicator, _year in values}
    years = {year for _unit, _indicator, year in values}
    known = bases_in_use(units, years, standing.document.binds_id, standing.parts)
    bases = {
        key: base.people
        for key in values
        if (base := known.get((key[0], indicators[key[1]].basis, key[2]))) is not None
    }
    replaced = {
        key: promise_of(version.value)
        for key in values
        if (version := standing.targets.in_force.get(key)) is not None
        and not version.value.is_blank
    }
    return questions(
        {key: promise_of(value) for key, value in values.items()},
        replaced,
        references(standing.document, list(values), standing.parts, standing.indicators),
        bases,
    )


def _choice(
    value: TargetValue, line: RunLine, asked: TargetQuestion, chosen: Mapping[str, str]
) -> ValueChoice:
    """The field names the value, so that it says nothing of another read from the same cell."""
    field = "-".join(str(part) for part in ("q", *value.key[1:], value.people, value.percent))
    meant = promise_text(asked.meant) if asked.meant else ""
    answer = chosen.get(field) or chosen.get(ALL_VALUES, "")
    is_answer = answer in (KEEP, LEAVE) or (answer == MEANT and meant)
    return ValueChoice(line, field, meant, answer if is_answer else "")


def _answered(value: TargetValue, choice: ValueChoice, asked: TargetQuestion) -> list[TargetValue]:
    """What is written of it; its line says so."""
    line = choice.line
    line.reason = asked.said
    if choice.chosen == LEAVE:
        line.verdict = Verdict.KEPT
        return []
    if choice.chosen == MEANT and asked.meant is not None:
        line.understood = choice.meant
        return [replace(value, people=asked.meant.people, percent=asked.meant.percent)]
    if choice.chosen != KEEP:
        line.verdict = Verdict.ASKED
        line.suggestion = _("Confirm it, or mend the file.")
    return [value]
