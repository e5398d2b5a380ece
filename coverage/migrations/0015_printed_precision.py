"""How exactly a number was printed belongs to people and to the rate apart, and a rate keeps its
decimals.

No row is updated: the columns are retyped, which the guards of history have nothing against, and
each expression reads the row as it was.
"""

from django.db import migrations, models
from django.db.models import Q

import coverage.models.printed
from coverage.models.printed import has_printed_decimals

PRECISIONS = [("exact", "exact"), ("rounded", "rounded in print"), ("estimate", "estimate")]
QUALIFIERS = [
    ("about", "about"),
    ("at_least", "at least"),
    ("over", "more than"),
    ("nearly", "nearly"),
]

# Of a published figure the words were said of the people alone; what a person recorded of people
# and rate together was said of both. Zeros that numeric(9,4) put behind a rate were not printed.
CARRY_OVER = """
ALTER TABLE coverage_reportedfigure
    ALTER COLUMN rate TYPE numeric USING trim_scale(rate),
    ALTER COLUMN people_precision TYPE varchar(8)
        USING CASE WHEN people IS NULL THEN 'exact' ELSE people_precision END,
    ALTER COLUMN people_qualifier TYPE varchar(8)
        USING CASE WHEN people IS NULL THEN '' ELSE people_qualifier END,
    ALTER COLUMN rate_precision TYPE varchar(8) USING CASE
        WHEN rate IS NULL OR (people IS NOT NULL AND origin = 'published') THEN 'exact'
        ELSE people_precision END,
    ALTER COLUMN rate_qualifier TYPE varchar(8) USING CASE
        WHEN rate IS NULL OR (people IS NOT NULL AND origin = 'published') THEN ''
        ELSE people_qualifier END;
"""

# Equal as numbers is not enough: 80.5 in the place of 80.50 is another print.
GUARD = """
CREATE OR REPLACE FUNCTION versioned_row_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- A row recorded in the past would change what a meeting has already seen.
        IF NEW.recorded_at < transaction_timestamp() OR NEW.recorded_at > clock_timestamp()
           OR NEW.superseded_at IS NOT NULL THEN
            RAISE EXCEPTION '%: a version is recorded now and is in force', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.superseded_at IS NULL
       AND NEW.superseded_at BETWEEN OLD.recorded_at AND clock_timestamp()
       AND NEW.superseded_at >= transaction_timestamp()
       AND (to_jsonb(NEW) - 'superseded_at')::text = (to_jsonb(OLD) - 'superseded_at')::text THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("coverage", "0014_brakes_on_the_old_password")]

    operations = [
        migrations.RenameField("reportedfigure", "precision", "people_precision"),
        migrations.RenameField("reportedfigure", "qualifier", "people_qualifier"),
        migrations.AlterField(
            "reportedfigure",
            "people_precision",
            models.CharField(
                choices=PRECISIONS,
                default="exact",
                max_length=8,
                verbose_name="precision of the people",
            ),
        ),
        migrations.AlterField(
            "reportedfigure",
            "people_qualifier",
            models.CharField(
                blank=True,
                choices=QUALIFIERS,
                max_length=8,
                verbose_name="qualifier of the people",
            ),
        ),
        migrations.AddField(
            "reportedfigure",
            "rate_precision",
            models.CharField(
                choices=PRECISIONS,
                default="exact",
                max_length=8,
                verbose_name="precision of the rate",
            ),
        ),
        migrations.AddField(
            "reportedfigure",
            "rate_qualifier",
            models.CharField(
                blank=True,
                choices=QUALIFIERS,
                default="",
                max_length=8,
                verbose_name="qualifier of the rate",
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            CARRY_OVER,
            state_operations=[
                migrations.AlterField(
                    "reportedfigure",
                    "rate",
                    coverage.models.printed.PrintedPercentField(
                        decimal_places=4,
                        max_digits=9,
                        null=True,
                        verbose_name="coverage rate as printed, %",
                    ),
                )
            ],
        ),
        migrations.AddConstraint(
            "reportedfigure",
            models.CheckConstraint(
                condition=Q(people__isnull=False)
                | Q(people_precision="exact", people_qualifier=""),
                name="figure_words_of_people_have_people",
            ),
        ),
        migrations.AddConstraint(
            "reportedfigure",
            models.CheckConstraint(
                condition=Q(rate__isnull=False) | Q(rate_precision="exact", rate_qualifier=""),
                name="figure_words_of_a_rate_have_a_rate",
            ),
        ),
        migrations.AddConstraint(
            "reportedfigure",
            models.CheckConstraint(
                condition=Q(rate__lt=100_000) & Q(has_printed_decimals("rate")),
                name="figure_rate_is_as_printed",
            ),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
    ]
