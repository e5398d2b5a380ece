"""Statements about what was recorded: whether every history is unbroken, whether each figure was
written for a unit that existed and in a month that was open, whether each month went its way.

What they find wrong comes as rows of (unit, indicator, month, document or act, two numbers).
"""

# Of each table what its versions are versions of, and how a row is named: unit, indicator, month.
VERSIONED = {
    "coverage_reportedfigure": ("unit_id, indicator_id, period", "unit_id, indicator_id, period"),
    "coverage_submission": ("unit_id, period", "unit_id, NULL::bigint, period"),
    "coverage_denominator": (
        "unit_id, basis, year",
        "unit_id, NULL::bigint, make_date(year, 1, 1)",
    ),
    "coverage_reportingrule": ("unit_id, from_month", "unit_id, NULL::bigint, from_month"),
    "coverage_monthclosing": ("unit_id, period", "unit_id, NULL::bigint, period"),
    "coverage_decisionfile": ("decision", "NULL::bigint, NULL::bigint, NULL::date"),
    "reports_agenda": ("meeting_id", "NULL::bigint, NULL::bigint, NULL::date"),
    "reports_conclusion": ("meeting_id, number", "unit_id, NULL::bigint, NULL::date"),
    "reports_reporttext": ("unit_id, section, period", "unit_id, NULL::bigint, period"),
    "reports_monthnote": ("unit_id, indicator_id, period", "unit_id, indicator_id, period"),
    "targets_target": (
        "document_id, unit_id, indicator_id, year",
        "unit_id, indicator_id, make_date(year, 1, 1)",
    ),
}
# The successor of a version begins in the very moment in which it ends. A blank month and a rule of
# a unit whose act is void end with it, and have none.
_NEVER_THERE = """ AND NOT (succeeded_at IS NULL AND EXISTS (
    SELECT FROM coverage_administrativeunit unit
    WHERE unit.id = version.unit_id AND unit.valid_to < unit.valid_from
))
"""
_ENDS_WITH_ITS_UNIT = ("coverage_submission", "coverage_reportingrule")
_OF_A_TABLE = """
SELECT {names}, '{table} ' || id, NULL::numeric, NULL::numeric FROM (
    SELECT *, lead(recorded_at) OVER (PARTITION BY {key} ORDER BY recorded_at, id) AS succeeded_at
    FROM {table}
) version
WHERE (superseded_at IS DISTINCT FROM succeeded_at OR superseded_at < recorded_at){but_for}
"""
BROKEN_HISTORY = (
    "UNION ALL".join(
        _OF_A_TABLE.format(
            table=table,
            key=key,
            names=names,
            but_for=_NEVER_THERE if table in _ENDS_WITH_ITS_UNIT else "\n",
        )
        for table, (key, names) in VERSIONED.items()
    )
    + "ORDER BY 4"
)

OUTSIDE_ITS_UNITS_DATES = """
SELECT figure.unit_id, figure.indicator_id, figure.period, 'coverage_reportedfigure ' || figure.id,
    figure.people, NULL
FROM coverage_reportedfigure figure
JOIN coverage_administrativeunit unit ON unit.id = figure.unit_id
WHERE figure.period < unit.valid_from OR figure.period > unit.valid_to
ORDER BY figure.period, figure.id
"""

# All versions, those of long ago too: a month that was approved changes by a reopening alone.
WRITTEN_IN_A_CLOSED_MONTH = """
SELECT figure.unit_id, figure.indicator_id, figure.period, 'coverage_reportedfigure ' || figure.id,
    figure.people, NULL
FROM coverage_reportedfigure figure
LEFT JOIN coverage_submission month
  ON month.unit_id = figure.unit_id AND month.period = figure.period
 AND month.recorded_at <= figure.recorded_at
 AND coalesce(month.superseded_at > figure.recorded_at, true)
WHERE coalesce(month.state NOT IN ('open', 'returned', 'reopened'), true)
ORDER BY figure.period, figure.id
"""

_MOVES = """
SELECT unit_id, NULL, period, 'coverage_submission ' || id, NULL, NULL FROM (
    SELECT id, unit_id, period, state,
        lag(state) OVER (PARTITION BY unit_id, period ORDER BY recorded_at, id) AS before
    FROM coverage_submission
) move
WHERE {is_wrong}
ORDER BY period, id
"""
APPROVED_WITHOUT_A_SUBMISSION = _MOVES.format(
    is_wrong="state = 'approved' AND before IS DISTINCT FROM 'submitted'"
)
MOVED_OUT_OF_ORDER = _MOVES.format(
    is_wrong="""state <> 'approved' AND NOT coalesce(CASE before
        WHEN 'submitted' THEN state IN ('returned', 'open')
        WHEN 'approved' THEN state = 'reopened'
        ELSE state = 'submitted' END, false)
    AND NOT (before IS NULL AND state = 'open')"""
)

# On the first of some month the unit would stand below one that does not exist, and be in no sum.
OUTSIDE_THE_UNIT_ABOVE = """
SELECT unit.id, NULL, unit.valid_from, above.full_name, NULL, NULL
FROM coverage_administrativeunit unit
JOIN coverage_administrativeunit above ON above.id = unit.parent_id
WHERE unit.valid_from < above.valid_from
   OR coalesce(unit.valid_to, 'infinity') > coalesce(above.valid_to, 'infinity')
ORDER BY unit.id
"""

# What was handed on whole ends the day before its successor begins: else a month counts both, or
# neither.
ACT_LEAVES_A_GAP = """
SELECT old.id, NULL, new.valid_from, change.code, NULL, NULL
FROM coverage_unitchangelink link
JOIN coverage_unitchange change ON change.id = link.change_id
JOIN coverage_administrativeunit old ON old.id = link.old_id
JOIN coverage_administrativeunit new ON new.id = link.new_id
WHERE link.weight = 1 AND old.valid_to IS DISTINCT FROM new.valid_from - 1
ORDER BY new.valid_from, old.id
"""
