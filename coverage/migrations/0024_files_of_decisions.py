"""The text of a decision: never changed or deleted in place, as figures are not."""

from importlib import import_module

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

TABLE = "coverage_decisionfile"


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0023_acts_of_parts_taken_back"),
    ]

    operations = [
        migrations.CreateModel(
            name="DecisionFile",
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
                ("decision", models.CharField(max_length=200, verbose_name="decision")),
                (
                    "file",
                    models.FileField(
                        upload_to="%Y",
                        validators=[
                            django.core.validators.FileExtensionValidator(["pdf", "doc", "docx"])
                        ],
                        verbose_name="file",
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("why", models.CharField(max_length=500, verbose_name="why")),
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
            ],
            options={
                "verbose_name": "file of a decision",
                "verbose_name_plural": "files of decisions",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("decision",),
                        name="decision_file_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("why", ""), _negated=True),
                        name="decision_file_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", ""), _negated=True),
                            models.Q(("file", ""), _negated=True),
                        ),
                        name="decision_file_is_of_a_decision",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rules.guard(TABLE), rules.unguard(TABLE)),
    ]
