"""What offices write into their reports, by versions."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

TABLE = "reports_reporttext"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0025_words_of_a_part"),
        ("reports", "0004_sections_of_the_report"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportText",
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
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("assessment", "general assessment"),
                            ("causes", "causes"),
                            ("measures", "measures"),
                            ("proposals", "proposals"),
                        ],
                        max_length=10,
                        verbose_name="section",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000, verbose_name="text")),
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
                        related_name="report_texts",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a written report",
                "verbose_name_plural": "texts of written reports",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("unit", "section", "period"),
                        name="report_text_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)),
                        name="report_text_period_is_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("section__in", ["assessment", "causes", "measures", "proposals"])
                        ),
                        name="report_text_section_is_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rules.guard(TABLE), rules.unguard(TABLE)),
    ]
