"""The fields of a report: what each holds and what it is called."""

from dataclasses import dataclass
from typing import Final

from coverage.indicator_facts import LABOUR_FORCE, POPULATION
from reports.report_check.arithmetic.printed import Quantity


@dataclass(frozen=True, slots=True)
class Field:
    """One field that holds a number.

    `may_be_negative`: a change or a difference. `limit`: beyond it the number is absurd.
    """

    quantity: Quantity
    vi: str
    en: str
    may_be_negative: bool = False
    limit: int = 1_000_000_000


_LARGEST_COVERAGE: Final = 1_000
_LARGEST_PERCENT: Final = 10_000_000


def _people(vi: str, en: str) -> Field:
    return Field(Quantity.PEOPLE, vi, en)


def _difference(vi: str, en: str) -> Field:
    return Field(Quantity.PEOPLE, vi, en, may_be_negative=True)


def _percent(vi: str, en: str, limit: int = _LARGEST_PERCENT) -> Field:
    return Field(Quantity.PERCENT, vi, en, limit=limit)


def _change(vi: str, en: str) -> Field:
    return Field(Quantity.PERCENT, vi, en, may_be_negative=True, limit=_LARGEST_PERCENT)


NUMBERS: Final[dict[str, Field]] = {
    "people": _people("số người tham gia", "people"),
    "coverage_pct": _percent("tỷ lệ bao phủ", "coverage", _LARGEST_COVERAGE),
    "labour_force": _people("lực lượng lao động trong độ tuổi", "labour force"),
    "population": _people("dân số", "population"),
    "eligible": _people("số người thuộc diện tham gia", "eligible people"),
    "plan_people": Field(Quantity.PLAN, "số người theo kế hoạch", "planned people"),
    "target_pct": Field(Quantity.TARGET, "chỉ tiêu tỷ lệ", "target rate", limit=_LARGEST_COVERAGE),
    "attainment_pct": _percent("tỷ lệ đạt kế hoạch", "attainment"),
    "rate_attainment_pct": _percent("tỷ lệ đạt so với chỉ tiêu tỷ lệ", "attainment of the rate"),
    "remaining": _difference("số người còn phải phát triển thêm", "remaining people"),
    "remaining_pct": _change("tỷ lệ còn phải thực hiện", "remaining share"),
    "over_plan": _difference("số người vượt kế hoạch", "people over the plan"),
    "gap_pp": _change("chênh lệch điểm phần trăm", "gap in points"),
    "uncovered_people": _difference("số người chưa tham gia", "people not covered"),
    "uncovered_pct": _change("tỷ lệ chưa tham gia", "share not covered"),
    "prev_year_people": _people("số người cùng kỳ năm trước", "people a year ago"),
    "yoy_abs": _difference("thay đổi so với cùng kỳ (người)", "change on the year in people"),
    "yoy_pct": _change("thay đổi so với cùng kỳ (%)", "change on the year in %"),
    "yoy_pp": _change("thay đổi tỷ lệ so với cùng kỳ (điểm)", "change of the rate on the year"),
    "mom_abs": _difference("thay đổi so với tháng trước (người)", "change on the month in people"),
    "mom_pct": _change("thay đổi so với tháng trước (%)", "change on the month in %"),
    "ytd_abs": _difference("thay đổi so với 31/12 (người)", "change since December in people"),
    "ytd_pct": _change("thay đổi so với 31/12 (%)", "change since December in %"),
}
# Inside `attainments`, one entry for each body that assigned a target.
ATTAINMENT_NUMBERS: Final[dict[str, str]] = {"pct": "attainment_pct", "plan_people": "plan_people"}
ATTAINMENT_WORDS: Final = ("by",)
RECORD_WORDS: Final = ("indicator", "unit", "group", "edition", "as_of", "assigned_by")
REPORT_WORDS: Final = ("unit", "group", "edition", "as_of")

DENOMINATORS: Final = (LABOUR_FORCE, POPULATION, "eligible")


def field_of(path: str) -> Field:
    """The field at a path such as "remaining" or "attainments[1].pct"."""
    name = path.rpartition(".")[2]
    return NUMBERS[ATTAINMENT_NUMBERS.get(name, name)]
