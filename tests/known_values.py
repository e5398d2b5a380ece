"""Values and promises made by hand, for tests that need no database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from coverage.models import Origin
from reports.figures.values import OwnFigure, RateBase, Value, own_value
from targets.attainment import Promise
from targets.in_force import PromiseInForce

RECORDED = datetime(2023, 7, 26, 8, 0, tzinfo=UTC)


def own(people: int | None = None, rate: str | None = None, **fields: Any) -> OwnFigure:
    """A figure a unit reported itself, exact and without remarks unless told otherwise."""
    usual: dict[str, Any] = {
        "figure_id": 1,
        "people_precision": "exact",
        "people_qualifier": "",
        "rate_precision": "exact",
        "rate_qualifier": "",
        "absence": "",
        "as_of": date(2023, 6, 30),
        "scope": "",
        "origin": Origin.REPORTED,
        "source": "",
        "note": "",
        "recorded_at": RECORDED,
        "recorded_by": "Nguyễn Thị An",
    }
    return OwnFigure(
        people=people, rate=None if rate is None else Decimal(rate), **(usual | fields)
    )


def base(people: int, year: int | None = 2023, **fields: Any) -> RateBase:
    return RateBase(people, year, **({"simulated": False} | fields))


def reported(
    people: int | None = None, rate: str | None = None, of: int | None = None, **fields: Any
) -> Value:
    """The value of a unit's own report, `of` a denominator."""
    return own_value(own(people, rate, **fields), None if of is None else base(of))


def promised(
    people: int | None = None,
    percent: str | None = None,
    of_people: str = "",
    of_percent: str = "",
    **fields: Any,
) -> PromiseInForce:
    """What the People's Committee promised for unit 1, indicator 1 and 2023, unless told;
    `of_people`, `of_percent`: the words before its numbers."""
    usual: dict[str, Any] = {
        "target_id": 1,
        "unit_id": 1,
        "indicator_id": 1,
        "year": 2023,
        "note": "",
        "reason": "",
        "recorded_at": RECORDED,
        "document_id": 1,
        "document_number": "1/KH-UBND",
        "document_title": "Kế hoạch",
        "effective_on": date(2023, 1, 1),
        "assigner_id": 1,
        "assigner": "UBND tỉnh Trà Vinh",
        "assigner_kind": 1,
        "origin": Origin.REPORTED,
    }
    rate = None if percent is None else Decimal(percent)
    value = Promise(people, rate, of_people, of_percent)
    return PromiseInForce(promise=value, **(usual | fields))
