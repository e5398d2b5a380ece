"""What a record says of its plans: one for each body that assigned one.

People are so many per cent of the planned people (rule A); remaining = plan − people. Beside a
target rate an attainment may be the rate's share of the target instead (rule B). A number of the
record itself, such as the remaining people, may belong to any of the plans.
"""

from fractions import Fraction

from reports.report_check.arithmetic.registry import Registry
from reports.report_check.arithmetic.report import Record
from reports.report_check.arithmetic.spans import Span
from reports.report_check.arithmetic.statements import Guard, Reading, Rule

# Beside a target rate, "attained 98 %" may also count against a plan in people that was converted
# with the denominator of another year: the two lie near each other, and this is how near.
_OTHER_DENOMINATOR = Span(Fraction(98, 100), Fraction(102, 100))
_OWN = "own"
_REMAINING = ("remaining", "over_plan", "remaining_pct")
_Guards = tuple[Guard, ...]


def relate_plans(registry: Registry, record: Record) -> None:
    """Write down what the record says of its plans."""
    numbers = record.numbers
    entries = [f"attainments[{place}]" for place in range(record.attainments)]
    has_own = "attainment_pct" in numbers or not entries
    plans = [_OWN, *entries] if has_own else entries
    for plan in plans:
        _relate_plan(registry, record, plan)
    for path in ("plan_people", *_REMAINING):
        if path in numbers and not (path == "plan_people" and has_own):
            _state_of_any(registry, record, path, plans)


def _state_of_any(registry: Registry, record: Record, path: str, plans: list[str]) -> None:
    """Let a number speak of one of several plans, or of the points left to a target rate."""
    in_points = path == "remaining_pct" and "target_pct" in record.numbers
    options = [*plans, "points"] if in_points else plans
    for option, guards in zip(
        options, registry.choice(Reading.ASSIGNER, record, options), strict=True
    ):
        if option == "points":
            gap = registry.rate("gap", record.position, lowest=None)
            registry.state(record, path, gap, guards=guards)
        elif path == "plan_people":
            registry.state(record, path, _planned(registry, record, option), guards=guards)
        elif path == "remaining_pct":
            stated = _stated_attainment(registry, record, option)
            registry.state(record, path, stated, sign=-1, offset=100, guards=guards)
        else:
            sign = -1 if path == "over_plan" else 1
            rest = _remaining(registry, record, option)
            registry.state(record, path, rest, sign=sign, guards=guards)


def _planned(registry: Registry, record: Record, plan: str) -> int:
    return registry.count("plan", record.position, plan)


def _remaining(registry: Registry, record: Record, plan: str) -> int:
    return registry.count("remaining", record.position, plan, lowest=None)


def _stated_attainment(registry: Registry, record: Record, plan: str) -> int:
    return registry.rate("stated attainment", record.position, plan)


def _relate_plan(registry: Registry, record: Record, plan: str) -> None:
    attained, planned = f"{plan}.pct", f"{plan}.plan_people"
    if plan == _OWN:
        attained, planned = "attainment_pct", "plan_people"
    numbers = record.numbers
    if not {attained, planned, "plan_people", *_REMAINING} & numbers.keys():
        return
    rate = registry.rate("attainment", record.position, plan)
    whole = _planned(registry, record, plan)
    has_rest = "remaining" in numbers or "over_plan" in numbers
    rest = _remaining(registry, record, plan) if has_rest else None
    people = registry.people(record)
    registry.share(Rule.ATTAINMENT, part=people, whole=whole, rate=rate, rest=rest)
    registry.state(record, planned, whole)
    by_people = _state_attainment(registry, record, plan, attained)
    if by_people is not None:
        registry.state(record, attained, rate, guards=by_people)
    if "remaining_pct" in numbers:
        stated = _stated_attainment(registry, record, plan)
        link = registry.nearly(rate, "stated attainment", record.position, plan)
        registry.relate(link, Rule.ATTAINMENT, unless=(record, attained))
        registry.state(record, attained, stated)


def _state_attainment(
    registry: Registry, record: Record, plan: str, attained: str
) -> _Guards | None:
    """State an attainment that may be of the rate; the guards under which it counts people.

    None where it never does: with nothing else said of planned people, that reading could not be
    contradicted, so the attainment must at least lie near the rate's share of its target.
    """
    numbers = record.numbers
    in_people = "plan_people" in numbers or f"{plan}.plan_people" in numbers
    if attained not in numbers or "target_pct" not in numbers or in_people:
        return ()
    of_target = registry.rate("rate attainment", record.position)
    if plan == _OWN and numbers.keys().isdisjoint(_REMAINING):
        options = ("rate", "rate_of_another_year")
        strict, loose = registry.choice(Reading.ATTAINMENT, record, options)
        registry.state(record, attained, of_target, guards=strict)
        registry.state(record, attained, of_target, guards=loose, slack=_OTHER_DENOMINATOR)
        return None
    by_people, by_rate = registry.choice(Reading.ATTAINMENT, record, ("people", "rate"))
    registry.state(record, attained, of_target, guards=by_rate)
    return by_people
