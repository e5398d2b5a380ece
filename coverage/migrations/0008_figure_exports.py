"""Exports of figures: who asked for what, and how far its file is."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0007_indexes_hold_the_origin"),
    ]

    operations = [
        migrations.CreateModel(
            name="FigureExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first", models.DateField(verbose_name="first month")),
                ("last", models.DateField(verbose_name="latest month")),
                (
                    "with_replaced",
                    models.BooleanField(default=False, verbose_name="with replaced versions"),
                ),
                ("language", models.CharField(max_length=7)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "being written"),
                            ("done", "ready"),
                            ("failed", "failed"),
                        ],
                        default="writing",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("total", models.PositiveIntegerField(null=True, verbose_name="rows to write")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="rows written")),
                ("size", models.PositiveBigIntegerField(null=True, verbose_name="size in bytes")),
                (
                    "started_at",
                    models.DateTimeField(
                        db_default=coverage.models.versioned.ClockTimestamp(),
                        verbose_name="started at",
                    ),
                ),
                (
                    "beat_at",
                    models.DateTimeField(db_default=coverage.models.versioned.ClockTimestamp()),
                ),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exports",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "export of figures",
                "verbose_name_plural": "exports of figures",
                "ordering": ("-started_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "writing")),
                        fields=("user",),
                        name="export_one_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first__day", 1), ("first__lte", models.F("last")), ("last__day", 1)
                        ),
                        name="export_is_of_whole_months",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("state", "writing")),
                            models.Q(
                                models.Q(("state", "writing"), _negated=True),
                                ("finished_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="export_is_finished_or_being_written",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            models.Q(("size__isnull", False), ("total", models.F("written"))),
                            _connector="OR",
                        ),
                        name="export_is_done_whole",
                    ),
                ],
            },
        ),
    ]
