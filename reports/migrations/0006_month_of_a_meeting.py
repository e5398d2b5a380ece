"""The month a meeting is about. One frozen before has none written down: its row is never altered,
and the month is asked for as it stood at its moment (`reports/meetings/month.py`)."""

from django.db import migrations, models

HAS_A_MONTH = """
CREATE FUNCTION meeting_has_a_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.period IS NULL THEN
        RAISE EXCEPTION '%: a meeting is about a month', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER meeting_has_a_month BEFORE INSERT ON reports_meeting
    FOR EACH ROW EXECUTE FUNCTION meeting_has_a_month();
"""
NEEDS_NONE = """
DROP TRIGGER meeting_has_a_month ON reports_meeting;
DROP FUNCTION meeting_has_a_month();
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_report_texts")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="period",
            field=models.DateField(null=True, verbose_name="month"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("period__isnull", True), ("period__day", 1), _connector="OR"),
                name="meeting_period_is_a_month",
            ),
        ),
        migrations.RunSQL(HAS_A_MONTH, NEEDS_NONE),
    ]
