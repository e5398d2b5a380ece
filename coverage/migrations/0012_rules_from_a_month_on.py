"""A province's rule becomes versions that hold from a month on; those there are hold for all months.

Required indicators stand in the row itself: what a version says never changes.
"""

from datetime import date
from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

TABLE = "coverage_reportingrule"
# Whoever administers stands for who recorded the rules so far: nobody was named then.
CARRY_OVER = """
UPDATE coverage_reportingrule AS rule SET
    recorded_by_id = (SELECT id FROM coverage_user ORDER BY is_superuser DESC, id LIMIT 1),
    required_codes = coalesce(listed.codes, '{}'),
    requires = CASE WHEN listed.codes IS NULL THEN 'usual' ELSE 'listed' END
FROM coverage_reportingrule AS same
LEFT JOIN (
    SELECT reportingrule_id, array_agg(indicator.code ORDER BY indicator."order") AS codes
    FROM coverage_reportingrule_required AS chosen
    JOIN coverage_indicator AS indicator ON indicator.id = chosen.indicator_id
    GROUP BY reportingrule_id
) AS listed ON listed.reportingrule_id = same.id
WHERE same.id = rule.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def _codes(name: str, help_text: str = "") -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(
        models.CharField(max_length=20),
        blank=True,
        default=list,
        verbose_name=name,
        help_text=help_text,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0011_installation"),
    ]

    operations = [
        migrations.AddField(
            "reportingrule",
            "from_month",
            models.DateField(default=date(1990, 1, 1), verbose_name="from the month"),
            preserve_default=False,
        ),
        migrations.AddField(
            "reportingrule",
            "counts_from",
            models.CharField(
                choices=[
                    ("submitted", "as soon as it is submitted"),
                    ("approved", "once it is approved"),
                ],
                default="submitted",
                help_text="on the committee's pages, in its tables and reports",
                max_length=10,
                verbose_name="a month counts",
            ),
        ),
        migrations.AddField(
            "reportingrule",
            "requires",
            models.CharField(
                choices=[
                    ("usual", "the usual five"),
                    ("listed", "those chosen below"),
                    ("none", "none"),
                ],
                default="usual",
                max_length=10,
                verbose_name="required indicators",
            ),
        ),
        migrations.AddField("reportingrule", "required_codes", _codes("those required")),
        migrations.AddField(
            "reportingrule",
            "exempt_codes",
            _codes(
                "not expected",
                help_text="indicators these units do not report: no month is asked for them",
            ),
        ),
        migrations.AddField(
            "reportingrule",
            "recorded_at",
            models.DateTimeField(
                db_default=coverage.models.versioned.ClockTimestamp(),
                editable=False,
                verbose_name="recorded at",
            ),
        ),
        migrations.AddField(
            "reportingrule",
            "recorded_by",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            "reportingrule",
            "superseded_at",
            models.DateTimeField(editable=False, null=True, verbose_name="superseded at"),
        ),
        migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop),
        migrations.RemoveField("reportingrule", "required"),
        migrations.AlterField(
            "reportingrule",
            "recorded_by",
            models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AlterField(
            "reportingrule",
            "unit",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reporting_rules",
                to="coverage.administrativeunit",
                verbose_name="unit",
            ),
        ),
        migrations.AddConstraint(
            "reportingrule",
            models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("unit", "from_month"),
                name="reporting_rule_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            "reportingrule",
            models.CheckConstraint(
                condition=models.Q(("from_month__day", 1)),
                name="reporting_rule_begins_with_a_month",
            ),
        ),
        migrations.AddConstraint(
            "reportingrule",
            models.CheckConstraint(
                condition=models.Q(
                    ("requires", "listed"), ("required_codes", []), _connector="XOR"
                ),
                name="reporting_rule_lists_what_it_requires",
            ),
        ),
        migrations.RunSQL(rules.guard(TABLE), rules.unguard(TABLE)),
    ]
