"""Warnings that hold for what counts of a month, and those that a submission explained."""

from importlib import import_module

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import coverage.models.printed
import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

STANDING, EXPLAINED = "coverage_standingwarning", "coverage_explainedwarning"

# Written with the submission that explains, in one transaction, and never again.
EXPLAINED_WITH_ITS_SUBMISSION = f"""
CREATE FUNCTION warning_is_explained_with_its_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM coverage_submission
                   WHERE id = NEW.submission_id AND state = 'submitted' AND note <> ''
                     AND superseded_at IS NULL AND recorded_at >= transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '%: a warning is explained by the note of a month handed in now',
            TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER warning_is_explained_with_its_submission
    BEFORE INSERT OR UPDATE OR DELETE ON {EXPLAINED}
    FOR EACH ROW EXECUTE FUNCTION warning_is_explained_with_its_submission();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {EXPLAINED}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

DROP_EXPLAINED_WITH_ITS_SUBMISSION = f"""
DROP TRIGGER history_is_never_emptied ON {EXPLAINED};
DROP TRIGGER warning_is_explained_with_its_submission ON {EXPLAINED};
DROP FUNCTION warning_is_explained_with_its_submission();
"""

EXPLAINED_BY_ITS_MONTH = f"""
CREATE FUNCTION warning_is_explained_by_its_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.explained_by_id IS NULL OR EXISTS (
        SELECT FROM {EXPLAINED} explained
        JOIN coverage_submission month ON month.id = explained.submission_id
        WHERE month.id = NEW.explained_by_id
          AND month.unit_id = NEW.unit_id AND month.period = NEW.period
          AND explained.rule = NEW.rule AND explained.codes = NEW.codes
          AND explained.numbers = NEW.numbers
    ) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'unit % month %: submission % does not explain %',
        NEW.unit_id, NEW.period, NEW.explained_by_id, NEW.rule
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER warning_is_explained_by_its_month BEFORE INSERT ON {STANDING}
    FOR EACH ROW EXECUTE FUNCTION warning_is_explained_by_its_month();
"""

DROP_EXPLAINED_BY_ITS_MONTH = f"""
DROP TRIGGER warning_is_explained_by_its_month ON {STANDING};
DROP FUNCTION warning_is_explained_by_its_month();
"""


def _id() -> tuple[str, models.BigAutoField]:
    return (
        "id",
        models.BigAutoField(
            auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
        ),
    )


def _said() -> list[tuple[str, models.Field]]:
    """The rule, its indicators and its numbers."""
    array = django.contrib.postgres.fields.ArrayField
    number = coverage.models.printed.PrintedPercentField(decimal_places=4, max_digits=24)
    code = models.CharField(max_length=20)
    return [
        ("rule", models.CharField(max_length=40, verbose_name="rule")),
        ("codes", array(base_field=code, size=None, verbose_name="indicators")),
        ("numbers", array(base_field=number, size=None, verbose_name="numbers")),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0015_printed_precision"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExplainedWarning",
            fields=[
                _id(),
                *_said(),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explained",
                        to="coverage.submission",
                        verbose_name="submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "explained warning",
                "verbose_name_plural": "explained warnings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "rule", "codes", "numbers"),
                        name="explained_warning_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("codes", []), _negated=True),
                        name="explained_warning_has_indicators",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingWarning",
            fields=[
                _id(),
                *_said(),
                ("period", models.DateField(verbose_name="month")),
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
                (
                    "explained_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.submission",
                        verbose_name="explained by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "standing warning",
                "verbose_name_plural": "standing warnings",
                "indexes": [models.Index(fields=["unit", "period"], name="warning_all_versions")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("unit", "period", "rule", "codes"),
                        name="warning_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)), name="warning_period_is_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("codes", []), _negated=True),
                        name="warning_has_indicators",
                    ),
                ],
            },
        ),
        migrations.RunSQL(rules.guard(STANDING), rules.unguard(STANDING)),
        migrations.RunSQL(EXPLAINED_WITH_ITS_SUBMISSION, DROP_EXPLAINED_WITH_ITS_SUBMISSION),
        migrations.RunSQL(EXPLAINED_BY_ITS_MONTH, DROP_EXPLAINED_BY_ITS_MONTH),
    ]
