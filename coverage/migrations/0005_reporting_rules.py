"""Cut-off day, due day and required indicators, as a province sets them."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0004_save_receipts"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cut_off_day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="of the month itself; blank where none is set",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="cut-off day",
                    ),
                ),
                (
                    "due_day",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="of the following month; blank where none is set: then nothing is late",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="due day",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                (
                    "required",
                    models.ManyToManyField(
                        blank=True,
                        help_text="no month is submitted with one of these left blank; none chosen: the usual",
                        limit_choices_to={"measure": "stock"},
                        related_name="+",
                        to="coverage.indicator",
                        verbose_name="required indicators",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reporting_rule",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "reporting rule",
                "verbose_name_plural": "reporting rules",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cut_off_day__isnull", True),
                            ("cut_off_day__range", (1, 31)),
                            _connector="OR",
                        ),
                        name="reporting_rule_cut_off_is_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_day__isnull", True), ("due_day__range", (1, 31)), _connector="OR"
                        ),
                        name="reporting_rule_due_is_a_day",
                    ),
                ],
            },
        ),
    ]
