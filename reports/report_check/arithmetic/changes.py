"""What a record says of an earlier date: a year ago, last month, last December.

People now are people then and the change; a change in per cent is of the people then; a change of
the rate is in points. A fall is often printed as a word, without a minus: an unsigned change may be
a fall.
"""

from reports.report_check.arithmetic.links import Total
from reports.report_check.arithmetic.registry import Registry, basis_of
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.statements import Guard, Reading, Rule

YEAR = "year"
# By period: the people then, the change in people, the change in per cent.
CHANGES = {
    YEAR: ("prev_year_people", "yoy_abs", "yoy_pct"),
    "month": ("", "mom_abs", "mom_pct"),
    "december": ("", "ytd_abs", "ytd_pct"),
}
_Guards = tuple[Guard, ...]


def relate_changes(registry: Registry, record: Record) -> None:
    """Write down what the record says of earlier dates."""
    for period in CHANGES:
        _relate_people(registry, record, period)


def _relate_people(registry: Registry, record: Record, period: str) -> None:
    before_path, difference_path, percent_path = CHANGES[period]
    if {before_path, difference_path, percent_path}.isdisjoint(record.numbers):
        return
    now, before = registry.people(record), registry.people(record, period)
    growth = registry.rate("growth", record.position, period)
    fall = registry.count("fall", record.position, period, lowest=None)
    registry.share(Rule.CHANGE, part=now, whole=before, rate=growth, rest=fall)
    registry.state(record, before_path, before)
    rising, falling = _directions(registry, record, (difference_path, percent_path))
    for path, guards in rising.items():
        if path == difference_path:
            registry.state(record, path, fall, sign=-1, guards=guards)
        else:
            registry.state(record, path, growth, offset=-100, guards=guards)
    for path, guards in falling.items():
        if path == difference_path:
            registry.state(record, path, fall, guards=guards)
        else:
            registry.state(record, path, growth, sign=-1, offset=100, guards=guards)


def relate_rate_change(registry: Registry, record: Record, now: int) -> None:
    """Write down the rate a year ago, on the denominator of that year; `now` is today's rate."""
    before = registry.rate("coverage a year ago", record.position)
    change = registry.rate("change of the rate", record.position, lowest=None)
    registry.relate(Total(now, [before, change]), Rule.RATE_CHANGE)
    registry.share(
        Rule.RATE_CHANGE,
        part=registry.people(record, YEAR),
        whole=registry.denominator(basis_of(record)[0], record, YEAR),
        rate=before,
    )
    rising, falling = _directions(registry, record, ("yoy_pp",))
    for guards in rising.values():
        registry.state(record, "yoy_pp", change, guards=guards)
    for guards in falling.values():
        registry.state(record, "yoy_pp", change, sign=-1, guards=guards)


def _directions(
    registry: Registry, record: Record, paths: tuple[str, ...]
) -> tuple[dict[str, _Guards], dict[str, _Guards]]:
    """The guards under which each change is read as it stands, and as a fall without its minus."""
    printed = {path: record.numbers[path] for path in paths if path in record.numbers}
    unsigned = [path for path, number in printed.items() if number.value and not number.has_sign]
    as_printed: dict[str, _Guards] = dict.fromkeys(printed, ())
    if not unsigned:
        return as_printed, {}
    falls = any(number.value < 0 for number in printed.values())
    options = ("fall", "rise") if falls else ("rise", "fall")
    guards = registry.choice(Reading.DIRECTION, record, options)
    by_option = dict(zip(options, guards, strict=True))
    as_printed |= dict.fromkeys(unsigned, by_option["rise"])
    return as_printed, dict.fromkeys(unsigned, by_option["fall"])
