"""Meetings: frozen now, then never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A meeting dated back would claim to have seen what was not there yet to see.
GUARD = """
CREATE FUNCTION meeting_is_never_altered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.moment < transaction_timestamp() OR NEW.moment > clock_timestamp() THEN
            RAISE EXCEPTION '%: a meeting freezes the data of now', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: what a meeting saw is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER meeting_is_never_altered BEFORE INSERT OR UPDATE OR DELETE ON reports_meeting
    FOR EACH ROW EXECUTE FUNCTION meeting_is_never_altered();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON reports_meeting
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

UNGUARD = """
DROP TRIGGER history_is_never_emptied ON reports_meeting;
DROP TRIGGER meeting_is_never_altered ON reports_meeting;
DROP FUNCTION meeting_is_never_altered();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0005_reporting_rules"),
        ("reports", "0001_report_layout"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("held_on", models.DateField(verbose_name="held on")),
                ("moment", models.DateTimeField(editable=False, verbose_name="data frozen at")),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="frozen by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "meeting",
                "verbose_name_plural": "meetings",
                "ordering": ("-held_on", "-moment"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "held_on", "title"), name="meeting_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="meeting_has_a_title"
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
