"""Figures of every commune for years on end: as many rows as ten years of use would leave.

The units, indicators and goals are the reference data; the figures are numbers without a meaning.
"""

from datetime import date
from typing import Any

from django.core.management import call_command
from django.db import connection

from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Denominator,
    Indicator,
    Level,
    ReportedFigure,
    Role,
    Submission,
    User,
)
from coverage.reference.accounts import loading_accounts
from targets.models import Assigner, AssignerKind, Document, Target

INDICATORS = ("BHXH", "BHXH_BB", "BHXH_TN", "BHTN", "BHYT", "BHYT_HGD")
LAST_YEAR = 2035
NEWEST = date(LAST_YEAR, 12, 1)
READER = "do-toc-do"

FIGURES = """
INSERT INTO coverage_reportedfigure (unit_id, indicator_id, period, as_of, people, absence,
    people_precision, people_qualifier, rate_precision, rate_qualifier, scope, origin,
    source, note, recorded_at, recorded_by_id)
SELECT unit.id, indicator.id, month::date, (month + interval '1 month - 1 day')::date,
    1000 + (unit.id * 37 + indicator.id * 101) %% 4000
        + 12 * extract(year FROM month)::int + extract(month FROM month)::int,
    '', 'exact', '', 'exact', '', '', 'simulated', '', '', month + interval '40 days', %(user)s
FROM coverage_administrativeunit unit
CROSS JOIN coverage_indicator indicator
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') month
WHERE unit.level = %(level)s AND unit.valid_to IS NULL AND indicator.code = ANY(%(codes)s)
"""
MONTHS = """
INSERT INTO coverage_submission (unit_id, period, state, note, recorded_at, recorded_by_id)
SELECT unit.id, month::date, 'approved', '', month + interval '45 days', %(user)s
FROM coverage_administrativeunit unit
CROSS JOIN generate_series(%(first)s::date, %(last)s::date, interval '1 month') month
WHERE unit.level = %(level)s AND unit.valid_to IS NULL
"""
DENOMINATORS = """
INSERT INTO coverage_denominator (unit_id, basis, year, people, precision, origin, source, note,
    recorded_at, recorded_by_id)
SELECT unit.id, basis, year, 9000 + unit.id %% 5000, 'exact', 'simulated', 'đo tốc độ', '',
    make_date(year, 1, 2), %(user)s
FROM coverage_administrativeunit unit
CROSS JOIN unnest(ARRAY['labour_force', 'population']) basis
CROSS JOIN generate_series(%(first_year)s, %(last_year)s) year
WHERE unit.level = %(level)s AND unit.valid_to IS NULL
"""


def make_reference() -> None:
    """Units, indicators and goals, a plan for each province, and somebody who reads the nation."""
    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)
    nation = AdministrativeUnit.objects.get(level=Level.NATION)
    reader = User.objects.create(username=READER, full_name="Người đo tốc độ")
    Assignment.objects.create(user=reader, unit=nation, role=Role.VIEWER)
    _plan_for_provinces(nation)


def _plan_for_provinces(nation: AdministrativeUnit) -> None:
    enterer, _approver = loading_accounts()
    assigner = Assigner.objects.create(name="Cơ quan giao thử", kind=AssignerKind.choices[0][0])
    document = Document.objects.create(
        number="01/QĐ-ĐO",
        assigner=assigner,
        binds=nation,
        title="Chỉ tiêu để đo tốc độ",
        effective_on=date(LAST_YEAR, 1, 1),
    )
    provinces = AdministrativeUnit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
    Target.objects.bulk_create(
        Target(
            document=document,
            unit=unit,
            indicator=indicator,
            year=LAST_YEAR,
            percent=80,
            recorded_by=enterer,
        )
        for unit in provinces
        for indicator in Indicator.objects.filter(code__in=INDICATORS)
    )


def make_figures(first_year: int, last_year: int) -> int:
    """Every commune's figures, months and denominators of those years; how many figures.

    The triggers that guard the tables read a month for each figure: what they hold is tried by
    the tests, so here they rest while millions of rows go in.
    """
    enterer, _approver = loading_accounts()
    parameters: dict[str, Any] = {
        "user": enterer.pk,
        "first": date(first_year, 1, 1),
        "last": date(last_year, 12, 1),
        "first_year": first_year,
        "last_year": last_year,
        "level": Level.COMMUNE,
        "codes": list(INDICATORS),
    }
    tables = [each._meta.db_table for each in (ReportedFigure, Submission, Denominator)]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(DENOMINATORS, parameters)
        cursor.execute(MONTHS, parameters)
        cursor.execute(FIGURES, parameters)
        made: int = cursor.rowcount
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"VACUUM ANALYZE {table}")
    return made
