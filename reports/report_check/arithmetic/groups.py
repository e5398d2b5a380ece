"""Which records are judged together."""

from collections.abc import Sequence

from reports.report_check.arithmetic.report import Problem, ProblemReason, Record


def grouped(records: Sequence[Record]) -> tuple[list[list[Record]], list[Problem]]:
    """Records judged together, in order; one that comes twice is judged alone and named."""
    groups: dict[tuple[str, ...], list[Record]] = {}
    seen: set[tuple[str, ...]] = set()
    problems: list[Problem] = []
    for record in records:
        group: tuple[str, ...] = (record.unit, record.as_of, record.group, record.edition)
        figure = (*group, record.indicator or "", record.assigned_by)
        if record.indicator and figure in seen:
            reason = ProblemReason.DUPLICATE_RECORD
            problems.append(Problem(reason, record.position, "indicator", record.indicator))
            group = (*group, str(record.position))
        seen.add(figure)
        groups.setdefault(group, []).append(record)
    return list(groups.values()), problems
