"""Months closed with their gaps named."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

TABLE = "coverage_monthclosing"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0012_rules_from_a_month_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MonthClosing",
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
                ("is_closed", models.BooleanField(default=True, verbose_name="closed")),
                ("reason", models.CharField(max_length=1000, verbose_name="reason")),
                (
                    "missing",
                    django.contrib.postgres.fields.ArrayField(
                        models.BigIntegerField(), default=list
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
                        related_name="closings",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of a month",
                "verbose_name_plural": "closings of months",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("unit", "period"),
                        name="closing_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)), name="closing_period_is_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="closing_says_why"
                    ),
                ],
            },
        ),
        migrations.RunSQL(rules.guard(TABLE), rules.unguard(TABLE)),
    ]
