"""No false alarm on true figures however rounded; no wrong digit missed where others tell."""

from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any
from unittest.mock import patch

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from printed_reports import Records, of
from reports.report_check.arithmetic.fields import ATTAINMENT_NUMBERS, NUMBERS
from reports.report_check.arithmetic.findings import Verdict
from reports.report_check.arithmetic.input import read_report
from reports.report_check.arithmetic.judge import judge
from reports.report_check.arithmetic.printed import Quantity
from reports.report_check.arithmetic.printed_text import read_print
from reports.report_check.arithmetic.report import ProblemReason
from reports.report_check.arithmetic.solver import Allowance
from reports.report_check.arithmetic.spans import Span

FAMILY = ("BHXH", "BHXH_BB", "BHXH_TN")


def verdict_on(records: Records) -> Verdict:
    return judge(read_report({"records": records}))


def per_cent(part: int | Fraction, whole: int | Fraction) -> Fraction:
    return 100 * Fraction(part) / whole


def shown(value: Fraction, decimals: int, half_up: bool) -> str:
    """A percentage as printed, rounded half up or cut off."""
    parts = floor(abs(value) * 10**decimals + (Fraction(1, 2) if half_up else 0))
    whole, rest = divmod(parts, 10**decimals)
    text = f"{whole},{rest:0{decimals}d}" if decimals else str(whole)
    return f"-{text}" if value < 0 and parts else text


class Printer:
    """Prints true figures in one of the ways that reports do."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.rates_half_up = draw(st.booleans())

    def happens(self) -> bool:
        return self.draw(st.booleans())

    def percentage(self, value: Fraction, half_up: bool | None = None) -> str:
        decimals = self.draw(st.integers(min_value=0, max_value=3))
        return shown(value, decimals, self.happens() if half_up is None else half_up)

    def people(self, count: int) -> int | str:
        """As it is, or softened, or rounded to whole thousands or more."""
        way = self.draw(st.sampled_from(["exact", "exact", "over", "nearly", "roughly", "round"]))
        if way == "exact" or count < 2000:
            return count
        unit = 10 ** self.draw(st.integers(min_value=3, max_value=len(str(count)) - 1))
        down, near = count // unit * unit, (count + unit // 2) // unit * unit
        if way == "over":
            return f"hơn {down}"
        if way == "nearly":
            return f"gần {-(-count // unit) * unit}"
        if near == 0:
            return count
        return f"khoảng {near}" if way == "roughly" else near

    def change(self, now: int, before: int) -> tuple[int, str]:
        """In people and in per cent, a fall with its minus or without."""
        rate = per_cent(now - before, before)
        if self.happens():
            return now - before, self.percentage(rate)
        return abs(now - before), self.percentage(abs(rate))


def near(count: int) -> st.SearchStrategy[int]:
    """From a hundredth of a count to twice as many."""
    return st.integers(min_value=count // 100 + 1, max_value=2 * count)


@st.composite
def true_reports(draw: st.DrawFn) -> Records:
    """A province's report, computed from true figures and printed with gaps."""
    labour_force = draw(st.integers(min_value=300, max_value=30_000_000))
    compulsory = draw(st.integers(min_value=1, max_value=labour_force // 2))
    voluntary = draw(st.integers(min_value=1, max_value=labour_force // 3))
    unemployment = draw(st.integers(min_value=1, max_value=compulsory))
    people = dict(zip(FAMILY, (compulsory + voluntary, compulsory, voluntary), strict=True))
    before_parts = [draw(near(part)) for part in (compulsory, voluntary)]
    before = dict(zip(FAMILY, (sum(before_parts), *before_parts), strict=True))
    people["BHTN"], before["BHTN"] = unemployment, draw(near(unemployment))
    printer = Printer(draw)
    known = labour_force if printer.happens() else None
    return [
        record_of(printer, name, people[name], before[name], labour_force, known)
        for name in people
        if printer.happens()
    ]


def record_of(
    printer: Printer, name: str, people: int, before: int, labour_force: int, known: int | None
) -> dict[str, Any]:
    record = of(name, people=printer.people(people))
    rate = per_cent(people, labour_force)
    # One way for all rates, unless the labour force is there to compute each of them.
    half_up = None if known else printer.rates_half_up
    record["coverage_pct"] = printer.percentage(rate, half_up)
    if known:
        record["labour_force"] = known
    plan = printer.draw(near(people))
    target = Fraction(printer.draw(st.integers(min_value=10, max_value=1000)), 10)
    extras: dict[str, Any] = {
        "plan_people": plan,
        "attainment_pct": printer.percentage(per_cent(people, plan)),
        "remaining": plan - people,
        "uncovered_people": labour_force - people if known else None,
        "prev_year_people": before,
    }
    record |= {path: value for path, value in extras.items() if printer.happens()}
    if printer.happens():
        record["yoy_abs"], record["yoy_pct"] = printer.change(people, before)
    if printer.happens() and "attainment_pct" not in record:
        record |= {
            "target_pct": shown(target, 1, half_up=True),
            "gap_pp": printer.percentage(rate - target),
            "rate_attainment_pct": printer.percentage(per_cent(rate, target)),
        }
    return {path: value for path, value in record.items() if value is not None}


@settings(max_examples=50, deadline=None)
@given(true_reports())
def test_true_figures_raise_no_finding_however_they_are_rounded(records: Records) -> None:
    verdict = verdict_on(records)
    assert verdict.problems == ()
    assert verdict.findings == ()


@st.composite
def over_determined(draw: st.DrawFn) -> Records:
    """People, plan, what remains, attainment, denominator and rate: each follows from others."""
    labour_force = draw(st.integers(min_value=5_001, max_value=5_000_000))
    compulsory = draw(st.integers(min_value=101, max_value=labour_force // 2))
    unemployment = draw(st.integers(min_value=51, max_value=compulsory))
    records = []
    for name, people in (("BHXH_BB", compulsory), ("BHTN", unemployment)):
        plan = draw(st.integers(min_value=people // 2 + 1, max_value=2 * people))
        half_up = draw(st.booleans())
        records.append(
            of(
                name,
                people=people,
                labour_force=labour_force,
                plan_people=plan,
                remaining=plan - people,
                attainment_pct=shown(per_cent(people, plan), 2, half_up),
                coverage_pct=shown(per_cent(people, labour_force), 2, half_up),
            )
        )
    return records


def slips_of(text: str) -> list[str]:
    """All ways to mistype one digit, or to swap two that stand together."""
    places = [place for place, character in enumerate(text) if character.isdecimal()]
    mistyped = [
        f"{text[:place]}{digit}{text[place + 1 :]}"
        for place in places
        for digit in "0123456789"
        if digit != text[place]
    ]
    swapped = [
        f"{text[:one]}{text[other]}{text[one + 1 : other]}{text[one]}{text[other + 1 :]}"
        for one, other in pairwise(places)
        if text[one] != text[other]
    ]
    # Nobody writes 04516.
    return [slip for slip in mistyped + swapped if not (slip[0] == "0" and slip[1:2].isdecimal())]


def fits(record: dict[str, Any]) -> bool:
    """Whether a record's numbers agree: written out without the machinery that is tested."""
    people, plan = int(record["people"]), int(record["plan_people"])
    if int(record["remaining"]) != plan - people:
        return False
    for path, whole in (("attainment_pct", plan), ("coverage_pct", int(record["labour_force"]))):
        printed = read_print(record[path], Quantity.PERCENT)
        assert printed is not None
        value = per_cent(people, whole) if whole else Fraction(0)
        if not printed.span().meets(Span(value, value)):
            return False
    return True


@settings(max_examples=50, deadline=None)
@given(over_determined(), st.data())
def test_one_wrong_digit_beyond_the_rounding_is_always_found(
    records: Records, data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(records))
    path = data.draw(st.sampled_from([path for path in record if path != "indicator"]))
    wrong = data.draw(st.sampled_from(slips_of(str(record[path]))))
    record[path] = wrong if path.endswith("_pct") else int(wrong)
    counts = [value for each in records for value in each.values() if isinstance(value, int)]
    # A whole thousand may be a rounded number, and zero left is also said where a plan is exceeded.
    assume(all(value % 1000 for value in counts))
    same_labour_force = len({each["labour_force"] for each in records}) == 1
    in_order = records[1]["people"] <= records[0]["people"]
    sound = same_labour_force and in_order and all(fits(each) for each in records)
    assert verdict_on(records).consistent == sound


ABSURD = [0, 1, -5, 7, 50, 100, 101, 999_999, 10**18, "0,01", "12,5", "99,99", "hơn 1.000", "gần 3"]
INDICATORS = [*FAMILY, "BHTN", "BHYT", "BHYT_HGD", "BHYT_HSSV", "TOTAL", "X"]


def numbers_of(paths: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(st.sampled_from(paths), st.sampled_from(ABSURD), max_size=len(paths))


@st.composite
def anything(draw: st.DrawFn) -> Records:
    """Records of one unit and date in which any field may hold any number."""
    attainments = st.lists(numbers_of(list(ATTAINMENT_NUMBERS)), max_size=4)
    return [
        {
            "indicator": draw(st.sampled_from(INDICATORS)),
            "assigned_by": draw(st.sampled_from("abc")),
            **draw(numbers_of(list(NUMBERS))),
            "attainments": draw(attainments),
        }
        for _ in range(draw(st.integers(min_value=1, max_value=30)))
    ]


STEPS, STEPS_MORE_A_RECORD = 10_000, 1_000


@settings(max_examples=60, deadline=None)
@given(anything())
def test_whatever_is_printed_is_judged_in_the_steps_a_report_may_take(records: Records) -> None:
    """Of so few steps that many an absurd report runs out of them."""
    taken: list[int] = []
    spend = Allowance.spend

    def counted(allowance: Allowance, steps: int) -> None:
        spend(allowance, steps)
        taken.append(steps)

    few = patch("reports.report_check.arithmetic.judge._STEPS", STEPS)
    with few, patch.object(Allowance, "spend", counted):
        verdict = verdict_on(records)
    assert sum(taken) <= STEPS + STEPS_MORE_A_RECORD * len(records)
    unjudged = [each for each in verdict.problems if each.reason is ProblemReason.NOT_JUDGED]
    assert verdict.consistent == (not unjudged and not verdict.findings)
