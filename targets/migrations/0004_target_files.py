"""Workbooks with the targets of a document, guarded as those with figures are."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import coverage.models.versioned

GUARD = """
CREATE TRIGGER target_file_is_confirmed_once BEFORE UPDATE OR DELETE ON targets_targetfile
    FOR EACH ROW EXECUTE FUNCTION imported_file_is_confirmed_once();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON targets_targetfile
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

UNGUARD = """
DROP TRIGGER history_is_never_emptied ON targets_targetfile;
DROP TRIGGER target_file_is_confirmed_once ON targets_targetfile;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("targets", "0003_withdrawn_targets"),
        ("coverage", "0006_imports"),
    )

    operations = (
        migrations.CreateModel(
            name="TargetFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="target_files",
                        to="targets.document",
                        verbose_name="document",
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
                "verbose_name": "imported file of targets",
                "verbose_name_plural": "imported files of targets",
                "indexes": [
                    models.Index(fields=["document", "sha256"], name="target_file_content")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(confirmed_at__isnull=True, written__isnull=True)
                        | Q(
                            confirmed_at__isnull=False,
                            written__isnull=False,
                            layout__isnull=False,
                        ),
                        name="target_file_is_confirmed_whole",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    )
