"""The look itself: one transaction that sees one state of the data, and a fixed number of
statements whatever there is."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from coverage.models import AdministrativeUnit, Indicator
from reports.figures.parts import statement_of_sums
from reports.integrity import conserved, recorded
from reports.integrity.result import MOST_LISTED, Found, Result

# Pages go first: one process of the database at a time, and no statement for ever. A lock that a
# migration holds is not waited for.
LIMITS = {
    "statement_timeout": "15min",
    "lock_timeout": "30s",
    "max_parallel_workers_per_gather": "0",
    "work_mem": "64MB",
}
SUMS = "sum_is_not_what_its_units_have"
RECORDED = {
    "history_is_broken": recorded.BROKEN_HISTORY,
    "figure_outside_its_units_dates": recorded.OUTSIDE_ITS_UNITS_DATES,
    "figure_written_in_a_closed_month": recorded.WRITTEN_IN_A_CLOSED_MONTH,
    "approval_without_a_submission": recorded.APPROVED_WITHOUT_A_SUBMISSION,
    "month_moved_out_of_order": recorded.MOVED_OUT_OF_ORDER,
    "unit_outside_the_one_above": recorded.OUTSIDE_THE_UNIT_ABOVE,
    "act_leaves_a_gap": recorded.ACT_LEAVES_A_GAP,
    "act_changes_a_total": conserved.ACTS_THAT_CHANGE_A_TOTAL,
}
Rows = Sequence[tuple[Any, ...]]


def look_over() -> Result:
    """Twenty-one statements. Raises Django's OperationalError where one took too long."""
    begun, at = time.monotonic(), timezone.now().isoformat(timespec="seconds")
    with _one_state_of_the_data():
        values, sums, periods, parents, indicators = _rows(conserved.COUNTS)[0]
        shown = {"parents": parents, "periods": periods, "indicators": indicators, "moment": None}
        statement = conserved.SUMS_THAT_DIFFER.format(shown=statement_of_sums())
        found = {SUMS: _rows(statement, shown)}
        found |= {kind: _rows(said) for kind, said in RECORDED.items()}
        *differing, (*_nothing, compared) = _rows(conserved.OWN_AND_PARTS)
        name = _Names()
        return Result(
            at=at,
            seconds=round(time.monotonic() - begun, 1),
            values=values,
            sums=sums,
            months=len(periods),
            compared=compared,
            differ=len(differing),
            counts={kind: len(rows) for kind, rows in found.items()},
            findings={kind: name.of(rows) for kind, rows in found.items() if rows},
            differences=name.of(differing),
        )


@contextmanager
def _one_state_of_the_data() -> Iterator[None]:
    """With the recounted values in tables that are gone afterwards."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        limits = ", ".join("set_config(%s, %s, true)" for _limit in LIMITS)
        cursor.execute(f"SELECT {limits}", [part for limit in LIMITS.items() for part in limit])
        for statement in conserved.MADE:
            cursor.execute(statement)
        yield
        cursor.execute(conserved.UNMADE)


def _rows(statement: str, parameters: dict[str, Any] | None = None) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: Rows = cursor.fetchall()
    return rows


class _Names:
    """Of units and indicators, by their ids. Two statements."""

    def __init__(self) -> None:
        self.units = dict(AdministrativeUnit.objects.values_list("pk", "full_name"))
        self.indicators = {each.pk: each.code for each in Indicator.objects.all()}

    def of(self, rows: Rows) -> list[Found]:
        return [self._found(*row[:6]) for row in rows[:MOST_LISTED]]

    def _found(
        self,
        unit_id: int | None,
        indicator_id: int | None,
        period: date | None,
        what: str | None,
        shown: int | None,
        recounted: int | None,
    ) -> Found:
        return Found(
            unit_id,
            self.units.get(unit_id or 0, ""),
            self.indicators.get(indicator_id or 0, ""),
            f"{period:%Y-%m}" if period else None,
            what or "",
            None if shown is None else int(shown),
            None if recounted is None else int(recounted),
        )
