"""What is said once of the indicators agrees with the indicators that are loaded."""

import ast
import csv

import pytest

from coverage.indicator_facts import (
    ALSO_INSURED,
    BASIS,
    HEALTH,
    HEALTH_GROUPS,
    SOCIAL,
    SOCIAL_PARTS,
)
from coverage.models import Basis
from folders import ROOT
from reports.report_check.arithmetic.fields import NUMBERS
from reports.report_check.typed_report import CODES

with (ROOT / "fixtures" / "indicators.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["code"]: row for row in csv.DictReader(file)}


def parts_of(code: str) -> tuple[str, ...]:
    return tuple(row["code"] for row in ROWS.values() if row["part_of"] == code)


def test_social_insurance_is_loaded_as_the_sum_of_its_two_parts() -> None:
    assert parts_of(SOCIAL) == SOCIAL_PARTS
    assert ROWS[SOCIAL]["sums_its_parts"] == "yes"


def test_the_groups_of_health_insurance_are_loaded_as_parts_that_are_not_all_of_it() -> None:
    assert parts_of(HEALTH) == HEALTH_GROUPS
    assert ROWS[HEALTH]["sums_its_parts"] == "no"


@pytest.mark.parametrize("code", BASIS)
def test_a_rate_is_loaded_on_the_same_basis(code: str) -> None:
    assert ROWS[code]["basis"] == BASIS[code]


def test_every_basis_is_one_of_the_model_and_a_denominator_a_report_may_print() -> None:
    assert set(BASIS.values()) <= set(Basis.values) & NUMBERS.keys()


def test_every_code_is_that_of_a_level_at_months_end_and_none_is_left_out() -> None:
    stocks = {code for code, row in ROWS.items() if row["measure"] == "stock"}
    named = {*BASIS, *HEALTH_GROUPS}
    assert named == stocks == set(CODES) - {"TOTAL"}
    assert {*ALSO_INSURED, *ALSO_INSURED.values()} <= named


def test_nobody_is_also_insured_in_a_circle() -> None:
    for few in ALSO_INSURED:
        line = [few]
        while line[-1] in ALSO_INSURED:
            line.append(ALSO_INSURED[line[-1]])
            assert len(line) == len(set(line))


def test_how_indicators_hang_together_is_spelt_in_no_check() -> None:
    """Their names in words are another matter."""
    checks = [*(ROOT / "coverage" / "checks").glob("*.py")]
    checks += (ROOT / "reports" / "report_check" / "arithmetic").glob("*.py")
    saying = {
        (path.name, node.value)
        for path in checks
        if path.name != "phrases.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in ROWS
    }
    assert saying == set()
