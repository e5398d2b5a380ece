"""Flags on cells: raised once, closed once, never otherwise changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

GUARD = """
CREATE FUNCTION follow_up_is_closed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NULL AND NEW.closed_at >= OLD.opened_at
       AND to_jsonb(NEW) - ARRAY['closed_at', 'closed_by_id', 'outcome']
         = to_jsonb(OLD) - ARRAY['closed_at', 'closed_by_id', 'outcome'] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER follow_up_is_closed_once BEFORE UPDATE OR DELETE ON coverage_followup
    FOR EACH ROW EXECUTE FUNCTION follow_up_is_closed_once();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON coverage_followup
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

UNGUARD = """
DROP TRIGGER history_is_never_emptied ON coverage_followup;
DROP TRIGGER follow_up_is_closed_once ON coverage_followup;
DROP FUNCTION follow_up_is_closed_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0002_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.DateField(verbose_name="month")),
                ("note", models.CharField(max_length=1000, verbose_name="note")),
                (
                    "opened_at",
                    models.DateTimeField(
                        db_default=coverage.models.versioned.ClockTimestamp(),
                        editable=False,
                        verbose_name="opened at",
                    ),
                ),
                ("outcome", models.CharField(blank=True, max_length=1000, verbose_name="outcome")),
                (
                    "closed_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="closed at"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="closed by",
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="coverage.indicator",
                        verbose_name="indicator",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="opened by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "verbose_name_plural": "follow-ups",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("unit", "indicator", "period"),
                        name="follow_up_one_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("closed_by__isnull", True),
                                ("outcome", ""),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_is_closed_by_somebody_with_an_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True), name="follow_up_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)), name="follow_up_period_is_a_month"
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
