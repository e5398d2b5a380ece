"""Which room may import which: an arrow that is not named here fails the suite.

A room is a folder of an app, or a file at its root; a dotted name in the settings counts as an
import. New arrows are drawn with care: no two rooms may reach each other.
"""

ARROWS: dict[str, str] = {
    "coverage.access": "coverage.lineage coverage.models",
    "coverage.admin": """
        coverage.denominator_entry coverage.models coverage.notation coverage.operation
        coverage.rule_entry
    """,
    "coverage.checks": "coverage.indicator_facts coverage.notation",
    "coverage.context_processors": "coverage.models coverage.operation",
    "coverage.counting": "coverage.lineage coverage.models coverage.notation",
    "coverage.denominator_entry": "coverage.models coverage.warnings",
    "coverage.denominators": "coverage.models",
    "coverage.entry": "coverage.access coverage.models coverage.notation coverage.refusals",
    "coverage.environment": "coverage.client_address",
    "coverage.exporting": """
        coverage.access coverage.counting coverage.models coverage.notation coverage.refusals
        coverage.requests coverage.tables coverage.void_units
    """,
    "coverage.grid": "coverage.models coverage.notation coverage.number_fields coverage.refusals",
    "coverage.management": """
        coverage.exporting coverage.models coverage.operation coverage.people
        coverage.version_entry coverage.warnings
    """,
    "coverage.models": "coverage.notation",
    "coverage.middleware": "coverage.client_address",
    "coverage.month": """
        coverage.access coverage.checks coverage.counting coverage.denominators
        coverage.entry coverage.grid coverage.lineage coverage.models coverage.notation
        coverage.refusals coverage.requests coverage.tables coverage.void_units
        coverage.warnings coverage.wording
    """,
    "coverage.month_import": """
        coverage.access coverage.checks coverage.entry coverage.models coverage.month
        coverage.notation coverage.refusals coverage.requests coverage.tables coverage.warnings
        coverage.workbooks
    """,
    "coverage.number_fields": "coverage.notation",
    "coverage.operation": """
        coverage.client_address coverage.document_files coverage.grid coverage.models
        coverage.notation coverage.number_fields coverage.people coverage.refusals
        coverage.rule_entry coverage.tables coverage.version_entry coverage.void_units
        coverage.workbooks
    """,
    "coverage.people": """
        coverage.client_address coverage.models coverage.notation coverage.version_entry
    """,
    "coverage.reference": """
        coverage.denominator_entry coverage.entry coverage.models coverage.month
        coverage.notation coverage.version_entry
    """,
    "coverage.refusals": "coverage.models coverage.notation",
    "coverage.requests": "coverage.models coverage.refusals",
    "coverage.rule_entry": "coverage.models coverage.notation coverage.refusals coverage.warnings",
    "coverage.settings": """
        coverage.caching coverage.context_processors coverage.environment coverage.formats
        coverage.middleware coverage.operation coverage.people coverage.urls coverage.wsgi
        fixtures.simulation reports.integrity reports.meetings reports.plotly_static
    """,
    "coverage.tables": "coverage.models coverage.notation",
    "coverage.templatetags": "coverage.tables",
    "coverage.void_units": "coverage.access coverage.models coverage.tables",
    "coverage.units": """
        coverage.access coverage.document_files coverage.models coverage.month coverage.notation
        coverage.number_fields coverage.people coverage.refusals coverage.requests
        coverage.rule_entry coverage.tables coverage.version_entry coverage.void_units
        coverage.wording coverage.workbooks
    """,
    "coverage.urls": """
        coverage.exporting coverage.models coverage.month coverage.month_import
        coverage.operation coverage.people coverage.units reports.urls targets.urls
    """,
    "coverage.version_entry": "coverage.models coverage.refusals",
    "coverage.warnings": """
        coverage.checks coverage.counting coverage.denominators coverage.lineage coverage.models
        coverage.notation coverage.tables
    """,
    "coverage.wording": "coverage.models",
    "coverage.workbooks": """
        coverage.models coverage.notation coverage.number_fields coverage.refusals
        coverage.requests coverage.tables
    """,
    "fixtures.simulation": """
        coverage.denominator_entry coverage.entry coverage.models
        coverage.month coverage.notation coverage.reference coverage.refusals
        coverage.rule_entry coverage.warnings reports.meetings reports.models
        reports.month_notes targets.entry targets.models
    """,
    "reports.backtest": """
        coverage.models coverage.notation reports.figures targets.attainment targets.forecast
        targets.forecast_span targets.pace
    """,
    "reports.compared": """
        coverage.counting coverage.models coverage.notation coverage.tables
        reports.figures reports.filters
        reports.page_request targets.attainment targets.comparable targets.in_force
        targets.rate_change
    """,
    "reports.figures": """
        coverage.checks coverage.counting coverage.denominators coverage.lineage coverage.models
        coverage.notation coverage.tables coverage.warnings coverage.wording reports.filters
        targets.attainment targets.closing targets.comparable targets.forecast targets.in_force
        targets.models targets.pace targets.wording
    """,
    "reports.filters": "coverage.counting coverage.notation coverage.tables",
    "reports.integrity": """
        coverage.models coverage.notation coverage.tables reports.figures reports.page_request
    """,
    "reports.layouts": "coverage.access coverage.models coverage.refusals reports.models",
    "reports.management": "reports.backtest reports.integrity reports.report_check",
    "reports.meetings": """
        coverage.access coverage.counting coverage.lineage coverage.models coverage.month
        coverage.notation coverage.refusals coverage.tables coverage.units reports.figures
        reports.filters reports.models reports.office_text reports.page_request targets.attainment
        targets.models targets.wording
    """,
    "reports.models": "coverage.models",
    "reports.monthly_workbook": """
        coverage.models coverage.notation coverage.tables coverage.wording reports.figures
        reports.filters reports.layouts reports.models reports.page_request targets.attainment
        targets.in_force targets.models targets.pace
    """,
    "reports.month_notes": """
        coverage.lineage coverage.models coverage.notation coverage.refusals coverage.warnings
        reports.figures reports.filters reports.models reports.office_text reports.page_request
    """,
    "reports.office_text": """
        coverage.access coverage.models coverage.notation coverage.refusals
    """,
    "reports.overview": """
        coverage.access coverage.counting coverage.lineage coverage.models coverage.notation
        coverage.tables reports.figures reports.filters reports.page_request
        targets.attainment targets.in_force targets.pace targets.wording
    """,
    "reports.page_request": """
        coverage.access coverage.models coverage.notation coverage.void_units reports.figures
        reports.filters reports.models
    """,
    "reports.report_check": """
        coverage.indicator_facts coverage.models coverage.notation coverage.number_fields
        coverage.tables reports.figures reports.filters reports.page_request
        coverage.warnings
    """,
    "reports.templatetags": """
        coverage.models coverage.notation coverage.tables reports.compared reports.figures
        reports.filters reports.month_notes reports.plotly_static reports.trend
        reports.written_report
    """,
    "reports.trend": """
        coverage.counting coverage.models coverage.notation coverage.tables
        reports.figures reports.filters reports.month_notes reports.office_text
        reports.page_request targets.attainment targets.forecast targets.forecast_span
        targets.in_force targets.pace targets.wording
    """,
    "reports.urls": """
        reports.compared reports.integrity reports.meetings reports.month_notes
        reports.monthly_workbook
        reports.overview
        reports.report_check reports.trend reports.what_if reports.written_report
    """,
    "reports.what_if": """
        coverage.access coverage.counting coverage.models coverage.notation coverage.number_fields
        coverage.refusals coverage.tables reports.figures reports.filters reports.models
        reports.page_request targets.attainment targets.what_if
    """,
    "reports.written_report": """
        coverage.counting coverage.indicator_facts coverage.models
        coverage.notation coverage.refusals coverage.tables reports.figures reports.filters
        reports.layouts reports.models reports.month_notes reports.office_text
        reports.page_request reports.report_check targets.attainment
        targets.in_force targets.pace targets.wording
    """,
    "targets.access": "coverage.access coverage.models targets.models",
    "targets.admin": """
        coverage.models coverage.operation targets.admin_forms targets.entry targets.models
    """,
    "targets.admin_forms": """
        coverage.number_fields coverage.operation targets.entry targets.models targets.refusals
        targets.register
    """,
    "targets.allocation": "targets.attainment",
    "targets.comparable": "targets.attainment",
    "targets.entry": """
        coverage.models coverage.notation coverage.refusals targets.models targets.refusals
    """,
    "targets.forecast": "targets.attainment targets.forecast_span targets.pace",
    "targets.in_force": "coverage.models targets.attainment targets.models",
    "targets.management": "coverage.models coverage.reference coverage.refusals targets.reference",
    "targets.models": "coverage.models targets.versions",
    "targets.pace": "targets.attainment",
    "targets.rate_change": "targets.attainment",
    "targets.reference": """
        coverage.models coverage.notation coverage.reference targets.entry targets.models
    """,
    "targets.refusals": "coverage.refusals",
    "targets.register": """
        coverage.access coverage.counting coverage.denominators coverage.document_files
        coverage.grid
        coverage.lineage coverage.models coverage.notation coverage.refusals
        coverage.requests coverage.tables coverage.version_entry coverage.wording targets.access
        targets.allocation targets.attainment targets.entry
        targets.in_force targets.models targets.refusals targets.wording
    """,
    "targets.target_import": """
        coverage.models coverage.notation coverage.number_fields coverage.refusals
        coverage.requests coverage.tables coverage.workbooks targets.access targets.attainment
        targets.entry
        targets.models targets.refusals targets.register targets.wording
    """,
    "targets.templatetags": "coverage.models targets.in_force",
    "targets.urls": "targets.register targets.target_import",
    "targets.versions": "coverage.models",
    "targets.what_if": "targets.attainment",
    "targets.wording": "coverage.notation coverage.tables",
}
