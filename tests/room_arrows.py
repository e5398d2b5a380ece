"""Which room may import which: an arrow that is not named here fails the suite.

A room is a folder of an app, or a file at its root; a dotted name in the settings counts as an
import. New arrows are drawn with care: no two rooms may reach each other.
"""

ARROWS: dict[str, str] = {
    "coverage.access": "coverage.lineage coverage.models",
    "coverage.admin": "coverage.denominators coverage.models coverage.notation coverage.operation",
    "coverage.checks": "coverage.notation",
    "coverage.context_processors": "coverage.models",
    "coverage.counting": "coverage.models coverage.notation",
    "coverage.denominators": "coverage.entry coverage.models",
    "coverage.entry": "coverage.access coverage.models coverage.notation coverage.refusals",
    "coverage.exporting": """
        coverage.access coverage.models coverage.notation coverage.refusals
        coverage.requests
    """,
    "coverage.grid": "coverage.models coverage.number_fields",
    "coverage.management": "coverage.exporting coverage.models coverage.operation",
    "coverage.models": "coverage.notation",
    "coverage.month": """
        coverage.access coverage.checks coverage.counting coverage.entry coverage.grid
        coverage.models coverage.notation coverage.number_fields coverage.refusals
        coverage.requests coverage.wording
    """,
    "coverage.month_import": """
        coverage.access coverage.checks coverage.entry coverage.models coverage.month
        coverage.notation coverage.number_fields coverage.refusals coverage.requests
        coverage.workbooks
    """,
    "coverage.number_fields": "coverage.notation",
    "coverage.operation": "coverage.grid coverage.models coverage.notation coverage.number_fields",
    "coverage.page_tables": "coverage.notation",
    "coverage.reference": """
        coverage.denominators coverage.entry coverage.models coverage.month
        coverage.notation
    """,
    "coverage.refusals": "coverage.models coverage.notation",
    "coverage.requests": "coverage.models",
    "coverage.settings": """
        coverage.context_processors coverage.formats coverage.middleware coverage.operation
        coverage.page_tables coverage.urls coverage.wsgi reports.plotly_static
        reports.queries
    """,
    "coverage.templatetags": "coverage.page_tables",
    "coverage.urls": """
        coverage.exporting coverage.models coverage.month coverage.month_import
        coverage.operation coverage.people reports.urls targets.urls
    """,
    "coverage.wording": "coverage.models",
    "coverage.workbooks": "coverage.notation",
    "reports.adjustments": "coverage.models",
    "reports.assigners": "reports.standing",
    "reports.benchmark": """
        coverage.models coverage.notation coverage.reference reports.standing reports.tables
        reports.templatetags reports.values targets.attainment targets.in_force
        targets.models
    """,
    "reports.bullet_drawing": """
        coverage.notation reports.bullets reports.standing targets.attainment
    """,
    "reports.bullets": "targets.attainment targets.pace",
    "reports.columns": "reports.standing",
    "reports.compared": """
        coverage.models coverage.notation reports.columns reports.differences
        reports.filters reports.queries reports.ranking reports.sparklines reports.standing
        reports.tables reports.trend reports.values reports.wording targets.attainment
    """,
    "reports.differences": """
        coverage.notation reports.filters reports.queries reports.standing reports.values
        reports.wording
    """,
    "reports.excel": "reports.columns reports.tables reports.wording",
    "reports.filters": "coverage.notation",
    "reports.footnotes": "reports.standing reports.values targets.attainment targets.in_force",
    "reports.forms": "coverage.notation reports.models",
    "reports.judgement": """
        coverage.notation reports.bullet_drawing reports.standing reports.values
        targets.attainment targets.in_force targets.pace targets.wording
    """,
    "reports.layouts": """
        coverage.access coverage.models coverage.refusals reports.models reports.narrative
    """,
    "reports.management": """
        coverage.exporting coverage.models reports.benchmark reports.report_check
        reports.standing reports.workbook
    """,
    "reports.meetings": """
        coverage.access coverage.models coverage.notation coverage.refusals reports.filters
        reports.models targets.models
    """,
    "reports.models": "coverage.models",
    "reports.narrative": """
        coverage.models coverage.notation reports.adjustments reports.filters
        reports.queries reports.standing reports.values reports.workbook targets.attainment
        targets.in_force targets.pace targets.wording
    """,
    "reports.paces": "reports.queries reports.standing",
    "reports.queries": """
        coverage.lineage coverage.models coverage.month coverage.notation
        reports.adjustments reports.models reports.narrative reports.standing reports.trend
        reports.values reports.workbook targets.attainment targets.in_force targets.models
    """,
    "reports.ranking": "reports.standing targets.attainment",
    "reports.report_check": """
        coverage.models coverage.notation coverage.number_fields reports.filters
        reports.queries reports.standing reports.values reports.views
    """,
    "reports.sparklines": "targets.attainment",
    "reports.standing": """
        coverage.models coverage.notation reports.values targets.attainment targets.in_force
        targets.pace
    """,
    "reports.status": "coverage.counting coverage.models reports.queries reports.standing",
    "reports.tables": """
        coverage.notation reports.bullet_drawing reports.columns reports.differences
        reports.ranking reports.standing reports.wording targets.pace
    """,
    "reports.templatetags": """
        coverage.models coverage.notation reports.adjustments reports.bullet_drawing
        reports.columns reports.compared reports.differences reports.filters
        reports.judgement reports.narrative reports.plotly_static reports.standing
        reports.tables reports.trend reports.values reports.wording targets.wording
    """,
    "reports.trend": """
        coverage.models coverage.notation reports.standing reports.values reports.wording
        targets.attainment targets.forecast targets.in_force targets.pace
    """,
    "reports.urls": "reports.report_check reports.views",
    "reports.values": "coverage.models targets.attainment",
    "reports.views": """
        coverage.access coverage.counting coverage.models coverage.notation
        coverage.refusals reports.adjustments reports.assigners reports.compared
        reports.differences reports.excel reports.filters reports.footnotes reports.forms
        reports.layouts reports.meetings reports.models reports.narrative reports.paces
        reports.queries reports.standing reports.status reports.tables reports.trend
        reports.what_if reports.word reports.workbook targets.forecast
    """,
    "reports.what_if": """
        coverage.access coverage.models coverage.notation coverage.number_fields
        coverage.refusals reports.models reports.standing targets.attainment targets.what_if
    """,
    "reports.word": "reports.layouts reports.models reports.narrative",
    "reports.wording": """
        coverage.models coverage.notation coverage.wording reports.values targets.attainment
        targets.pace targets.wording
    """,
    "reports.workbook": """
        coverage.models coverage.notation reports.adjustments reports.assigners
        reports.columns reports.differences reports.filters reports.models reports.queries
        reports.standing reports.values reports.wording targets.attainment targets.in_force
        targets.models targets.pace
    """,
    "targets.access": "coverage.access coverage.models targets.models",
    "targets.admin": """
        coverage.models coverage.operation targets.admin_forms targets.entry targets.models
    """,
    "targets.admin_forms": """
        coverage.number_fields coverage.operation targets.models targets.register
    """,
    "targets.allocation": "targets.attainment",
    "targets.entry": "coverage.entry coverage.models targets.models targets.refusals",
    "targets.forecast": "targets.attainment targets.pace",
    "targets.in_force": "coverage.models targets.attainment targets.models",
    "targets.management": """
        coverage.models coverage.reference coverage.refusals targets.reference
        targets.simulation
    """,
    "targets.models": "coverage.models",
    "targets.pace": "targets.attainment",
    "targets.reference": "coverage.models coverage.reference targets.entry targets.models",
    "targets.refusals": "coverage.refusals targets.models",
    "targets.register": """
        coverage.access coverage.grid coverage.models coverage.month coverage.notation
        coverage.number_fields coverage.refusals coverage.requests targets.access
        targets.allocation targets.attainment targets.entry targets.models targets.refusals
        targets.wording
    """,
    "targets.simulation": """
        coverage.denominators coverage.entry coverage.models coverage.month
        coverage.notation coverage.reference targets.entry targets.models
    """,
    "targets.target_import": """
        coverage.models coverage.month_import coverage.notation coverage.number_fields
        coverage.refusals coverage.requests coverage.workbooks targets.access
        targets.attainment targets.entry targets.models targets.refusals targets.register
        targets.wording
    """,
    "targets.urls": "targets.register targets.target_import",
    "targets.what_if": "targets.attainment",
    "targets.wording": "coverage.models coverage.notation",
}

# Arrows that close a circle, to be taken away one by one; none is ever added.
CIRCULAR: set[tuple[str, str]] = {
    ("reports.differences", "reports.queries"),
    ("reports.narrative", "reports.queries"),
    ("reports.narrative", "reports.workbook"),
    ("reports.queries", "reports.narrative"),
    ("reports.queries", "reports.workbook"),
    ("reports.workbook", "reports.differences"),
    ("reports.workbook", "reports.queries"),
}
