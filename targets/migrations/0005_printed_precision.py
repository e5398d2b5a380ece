"""The word before a number belongs to people and per cent apart, and a per cent keeps its decimals.

No row is updated: the columns are retyped, each expression reading the row as it was. One word
stood before both numbers of a target and goes to both; zeros that numeric(7,4) put behind a per
cent were not printed.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q

import coverage.models.printed
from coverage.models.printed import has_printed_decimals

QUALIFIERS = [
    ("about", "about"),
    ("at_least", "at least"),
    ("over", "more than"),
    ("nearly", "nearly"),
]

CARRY_OVER = """
ALTER TABLE targets_target
    ALTER COLUMN percent TYPE numeric USING trim_scale(percent),
    ALTER COLUMN people_qualifier TYPE varchar(8)
        USING CASE WHEN people IS NULL THEN '' ELSE people_qualifier END,
    ALTER COLUMN percent_qualifier TYPE varchar(8)
        USING CASE WHEN percent IS NULL THEN '' ELSE people_qualifier END;
"""


def _qualifier(name: str, **options: Any) -> models.CharField:
    return models.CharField(
        blank=True, choices=QUALIFIERS, max_length=8, verbose_name=name, **options
    )


class Migration(migrations.Migration):
    dependencies = (
        ("targets", "0004_target_files"),
        ("coverage", "0015_printed_precision"),
    )

    operations = (
        migrations.RenameField("target", "qualifier", "people_qualifier"),
        migrations.AlterField("target", "people_qualifier", _qualifier("qualifier of the people")),
        migrations.AddField(
            "target",
            "percent_qualifier",
            _qualifier("qualifier of the per cent", default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(
            CARRY_OVER,
            state_operations=[
                migrations.AlterField(
                    "target",
                    "percent",
                    coverage.models.printed.PrintedPercentField(
                        blank=True,
                        decimal_places=4,
                        max_digits=7,
                        null=True,
                        verbose_name="per cent",
                    ),
                )
            ],
        ),
        migrations.AddConstraint(
            "target",
            models.CheckConstraint(
                condition=(Q(people__isnull=False) | Q(people_qualifier=""))
                & (Q(percent__isnull=False) | Q(percent_qualifier="")),
                name="target_qualifier_has_its_number",
                violation_error_message="A qualifier stands before a number.",
            ),
        ),
        migrations.AddConstraint(
            "target",
            models.CheckConstraint(
                condition=Q(percent__lt=1000) & Q(has_printed_decimals("percent")),
                name="target_percent_is_as_printed",
            ),
        ),
    )
