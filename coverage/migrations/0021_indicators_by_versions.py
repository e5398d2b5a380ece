"""What an indicator is made of is fixed once it has figures; its names are kept by versions."""

import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned
from coverage.migrations._row_versions import (
    carried_over,
    kept_by_versions,
    not_kept_by_versions,
    not_seen,
    seen,
)

INDICATOR, INDICATORS = "coverage_indicator", "coverage_indicatorversion"
COLUMNS = (
    "code", "name", "name_en", "short_name", "measure", "counted", "basis", "part_of_id",
    "sums_its_parts", "\"order\"", "definition", "source",
)  # fmt: skip

CHANGED = """
        IF ROW(NEW.code, NEW.measure, NEW.counted, NEW.basis, NEW.part_of_id, NEW.sums_its_parts)
           IS DISTINCT FROM ROW(before.code, before.measure, before.counted, before.basis,
                                before.part_of_id, before.sums_its_parts)
           AND EXISTS (SELECT FROM coverage_reportedfigure WHERE indicator_id = NEW.indicator_id)
        THEN
            RAISE EXCEPTION 'indicator %: it has figures, so its code, measure, basis and parts are '
                'fixed; what is counted otherwise is another indicator', before.code
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
"""
NEW = """
        IF EXISTS (SELECT FROM coverage_indicator whole WHERE whole.id = NEW.part_of_id
                   AND whole.sums_its_parts AND EXISTS (
                       SELECT FROM coverage_reportedfigure WHERE indicator_id = whole.id)) THEN
            RAISE EXCEPTION 'indicator %: that of which it is to be a part has figures, so its parts '
                'are fixed', NEW.code USING ERRCODE = 'integrity_constraint_violation';
        END IF;
"""

RULES = (
    (carried_over(INDICATOR, INDICATORS, "indicator_id", COLUMNS), ""),
    (
        kept_by_versions(INDICATOR, INDICATORS, "indicator_id", COLUMNS, changed=CHANGED, new=NEW),
        not_kept_by_versions(INDICATOR, INDICATORS),
    ),
    (seen(INDICATOR, INDICATORS, "indicator_id", COLUMNS), not_seen(INDICATOR)),
)


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0020_units_by_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndicatorVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=coverage.models.versioned.ClockTimestamp(),
                        editable=False,
                        verbose_name="recorded at",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="superseded at"),
                ),
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("name_en", models.CharField(max_length=150, verbose_name="English name")),
                ("short_name", models.CharField(max_length=40, verbose_name="short name")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("stock", "level at month's end"),
                            ("flow", "count within the month"),
                        ],
                        max_length=5,
                        verbose_name="measure",
                    ),
                ),
                (
                    "counted",
                    models.CharField(
                        choices=[("people", "people"), ("events", "events")],
                        default="people",
                        max_length=6,
                        verbose_name="counted",
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("labour_force", "labour force in working age"),
                            ("population", "population"),
                            ("pupils", "pupils and students"),
                            ("none", "none"),
                        ],
                        max_length=12,
                        verbose_name="basis",
                    ),
                ),
                (
                    "sums_its_parts",
                    models.BooleanField(
                        default=False,
                        help_text="where only the parts were reported, the whole is computed from them",
                        verbose_name="is the sum of its parts",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("definition", models.TextField(blank=True, verbose_name="definition")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
            ],
            options={
                "verbose_name": "version of an indicator",
                "verbose_name_plural": "versions of indicators",
            },
        ),
        migrations.AlterField(
            model_name="indicator",
            name="code",
            field=models.CharField(max_length=20, verbose_name="code"),
        ),
        migrations.AlterField(
            model_name="indicator",
            name="order",
            field=models.PositiveSmallIntegerField(verbose_name="order"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(fields=("code",), name="indicator_code_once"),
        ),
        migrations.AddConstraint(
            model_name="indicator",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("order",),
                name="indicator_order_once",
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="indicator",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="coverage.indicator",
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="part_of",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.indicator",
                verbose_name="part of",
            ),
        ),
        migrations.AddField(
            model_name="indicatorversion",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatorversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("indicator",),
                name="indicator_version_one_in_force",
            ),
        ),
        *(migrations.RunSQL(there, back) for there, back in RULES),
    ]
