"""What is worth knowing about a group though it contradicts nothing."""

from collections.abc import Iterator

from coverage.indicator_facts import HEALTH, VOLUNTARY
from reports.report_check.arithmetic.findings import Note, NoteKind
from reports.report_check.arithmetic.model import Model, Options
from reports.report_check.arithmetic.statements import Number, Reading

_KINDS = {
    Reading.ROUNDING: NoteKind.CUT_OFF,
    Reading.DIRECTION: NoteKind.TAKEN_AS_FALL,
    Reading.DENOMINATOR: NoteKind.OTHER_READING,
    Reading.ASSIGNER: NoteKind.OTHER_READING,
    Reading.ATTAINMENT: NoteKind.OTHER_READING,
}


def notes_of(model: Model, options: Options) -> list[Note]:
    return [*_rounded(model), *_readings(model, options), *_totals(model)]


def _rounded(model: Model) -> Iterator[Note]:
    """Counts that the print, or its zeros, show to be rounded."""
    for number in model.numbers:
        printed = number.printed
        if printed.quantity.counts_people and not printed.is_exact:
            yield Note(NoteKind.TAKEN_AS_ROUNDED, (number,), span=printed.span())


def _readings(model: Model, options: Options) -> Iterator[Note]:
    """Readings other than the usual one that were needed to make the numbers agree."""
    for place, (switch, option) in enumerate(zip(model.switches, options, strict=True)):
        if option and switch.reading in _KINDS:
            kind, reading = _KINDS[switch.reading], switch.options[option]
            if reading == "rate_of_another_year":
                kind = NoteKind.NEAR_TARGET_RATE
            numbers = tuple(_guarded(model, place))
            yield Note(kind, numbers, reading=reading, record=switch.record)


def _guarded(model: Model, switch: int) -> Iterator[Number]:
    for number, statements in zip(model.numbers, model.statements, strict=True):
        if any(
            each.rounding_switch == switch or switch in (guard for guard, _ in each.guards)
            for each in statements
        ):
            yield number


def _totals(model: Model) -> Iterator[Note]:
    """All people insured are usually BHYT and BHXH_TN together; where not, that is only noted."""
    people = {
        number.record.indicator: number
        for number in reversed(model.numbers)
        if number.path == "people"
    }
    if not {"TOTAL", HEALTH, VOLUNTARY} <= people.keys():
        return
    numbers = (people["TOTAL"], people[HEALTH], people[VOLUNTARY])
    total, health, voluntary = (number.printed.span() for number in numbers)
    if not total.meets(health.plus(voluntary)):
        yield Note(NoteKind.TOTAL, numbers, span=health.plus(voluntary))
