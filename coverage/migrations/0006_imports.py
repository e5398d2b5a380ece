"""Workbooks handed in, and the layouts of sheets that were told once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

GUARD = """
CREATE FUNCTION imported_file_is_confirmed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.confirmed_at IS NULL AND TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.confirmed_at IS NULL
       AND (NEW.confirmed_at IS NULL OR NEW.confirmed_at >= OLD.uploaded_at)
       AND to_jsonb(NEW) - ARRAY['confirmed_at', 'written', 'layout']
         = to_jsonb(OLD) - ARRAY['confirmed_at', 'written', 'layout'] THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER imported_file_is_confirmed_once BEFORE UPDATE OR DELETE ON coverage_importedfile
    FOR EACH ROW EXECUTE FUNCTION imported_file_is_confirmed_once();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON coverage_importedfile
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

UNGUARD = """
DROP TRIGGER history_is_never_emptied ON coverage_importedfile;
DROP TRIGGER imported_file_is_confirmed_once ON coverage_importedfile;
DROP FUNCTION imported_file_is_confirmed_once();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0005_reporting_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.DateField(verbose_name="month")),
                ("name", models.CharField(max_length=200, verbose_name="file name")),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("path", models.CharField(max_length=100)),
                ("layout", models.JSONField(null=True, verbose_name="layout")),
                ("since", models.DateTimeField(verbose_name="figures known until")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        db_default=coverage.models.versioned.ClockTimestamp(),
                        editable=False,
                        verbose_name="uploaded at",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed at")),
                ("written", models.PositiveIntegerField(null=True, verbose_name="figures written")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported file",
                "verbose_name_plural": "imported files",
                "indexes": [
                    models.Index(fields=["unit", "period", "sha256"], name="imported_file_content")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("written__isnull", True)),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("layout__isnull", False),
                                ("written__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="imported_file_is_confirmed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period__day", 1)),
                        name="imported_file_period_is_a_month",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fingerprint", models.CharField(max_length=64)),
                ("layout", models.JSONField(verbose_name="layout")),
                ("used_at", models.DateTimeField(auto_now=True, verbose_name="used at")),
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
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "remembered layout of a sheet",
                "verbose_name_plural": "remembered layouts of sheets",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "unit", "fingerprint"), name="import_mapping_one_a_heading"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
