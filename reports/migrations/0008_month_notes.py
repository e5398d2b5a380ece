"""What offices say of a month's number, by versions."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

TABLE = "reports_monthnote"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0026_drafters"),
        ("reports", "0007_agendas_and_conclusions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthNote",
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
                ("period", models.DateField(verbose_name="month")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="text")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="month_notes",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "note on a month",
                "verbose_name_plural": "notes on months",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("unit", "indicator", "period"),
                        name="month_note_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)), name="month_note_period_is_a_month"
                    ),
                ],
            },
        ),
        migrations.RunSQL(rules.guard(TABLE), rules.unguard(TABLE)),
    ]
