"""What a document and who assigned it are called is kept by versions; whom it binds is fixed once
targets hang on it, and what an indicator is made of once one is set for it."""

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned
from coverage.migrations._row_versions import (
    carried_over,
    kept_by_versions,
    not_kept_by_versions,
    not_seen,
    seen,
)

ASSIGNER, ASSIGNERS = "targets_assigner", "targets_assignerversion"
DOCUMENT, DOCUMENTS = "targets_document", "targets_documentversion"
ASSIGNER_COLUMNS = ("name", "kind")
DOCUMENT_COLUMNS = (
    "number", "assigner_id", "binds_id", "title", "clause", "issued_on", "effective_on",
    "adjusts_id", "file", "origin", "source", "note",
)  # fmt: skip

CHANGED_ASSIGNER = """
        IF NEW.kind <> before.kind
           AND EXISTS (SELECT FROM targets_document WHERE assigner_id = NEW.assigner_id) THEN
            RAISE EXCEPTION 'assigner %: it has documents, so its kind is fixed; enter another '
                'assigner', before.name USING ERRCODE = 'integrity_constraint_violation';
        END IF;
"""
CHANGED_DOCUMENT = """
        IF ROW(NEW.assigner_id, NEW.binds_id, NEW.adjusts_id)
           IS DISTINCT FROM ROW(before.assigner_id, before.binds_id, before.adjusts_id)
           AND EXISTS (SELECT FROM targets_target WHERE document_id = NEW.document_id) THEN
            RAISE EXCEPTION 'document %: it has targets, so its assigner, the unit it binds and what '
                'it amends are fixed; withdraw them and enter them under another document',
                before.number USING ERRCODE = 'integrity_constraint_violation';
        END IF;
"""

INDICATOR_IS_FIXED_BY_ITS_TARGETS = """
CREATE FUNCTION indicator_is_fixed_by_its_targets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM coverage_indicator WHERE id = NEW.indicator_id
        AND ROW(code, measure, counted, basis, part_of_id, sums_its_parts) IS DISTINCT FROM
            ROW(NEW.code, NEW.measure, NEW.counted, NEW.basis, NEW.part_of_id, NEW.sums_its_parts)
    ) AND EXISTS (SELECT FROM targets_target WHERE indicator_id = NEW.indicator_id) THEN
        RAISE EXCEPTION 'indicator %: it has targets, so its code, measure, basis and parts are '
            'fixed; what is counted otherwise is another indicator', NEW.code
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER is_fixed_by_its_targets BEFORE INSERT ON coverage_indicatorversion
    FOR EACH ROW EXECUTE FUNCTION indicator_is_fixed_by_its_targets();
"""
INDICATOR_IS_NOT_FIXED = """
DROP TRIGGER is_fixed_by_its_targets ON coverage_indicatorversion;
DROP FUNCTION indicator_is_fixed_by_its_targets();
"""

RULES = (
    (carried_over(ASSIGNER, ASSIGNERS, "assigner_id", ASSIGNER_COLUMNS), ""),
    (carried_over(DOCUMENT, DOCUMENTS, "document_id", DOCUMENT_COLUMNS), ""),
    (
        kept_by_versions(
            ASSIGNER, ASSIGNERS, "assigner_id", ASSIGNER_COLUMNS, changed=CHANGED_ASSIGNER
        ),
        not_kept_by_versions(ASSIGNER, ASSIGNERS),
    ),
    (
        kept_by_versions(
            DOCUMENT, DOCUMENTS, "document_id", DOCUMENT_COLUMNS, changed=CHANGED_DOCUMENT
        ),
        not_kept_by_versions(DOCUMENT, DOCUMENTS),
    ),
    (INDICATOR_IS_FIXED_BY_ITS_TARGETS, INDICATOR_IS_NOT_FIXED),
    (seen(ASSIGNER, ASSIGNERS, "assigner_id", ASSIGNER_COLUMNS), not_seen(ASSIGNER)),
    (seen(DOCUMENT, DOCUMENTS, "document_id", DOCUMENT_COLUMNS), not_seen(DOCUMENT)),
)


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0021_indicators_by_versions"),
        ("targets", "0006_why_a_target_was_revised"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AssignerVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                (
                    "kind",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "People's Committee"),
                            (2, "People's Council"),
                            (3, "Party committee"),
                            (4, "Government or Prime Minister"),
                            (5, "Vietnam Social Security"),
                            (6, "Central Committee of the Party"),
                        ],
                        verbose_name="kind",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of an assigner",
                "verbose_name_plural": "versions of assigners",
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("why", models.CharField(blank=True, max_length=500, verbose_name="why")),
                (
                    "number",
                    models.CharField(
                        blank=True,
                        help_text="blank where it was not published",
                        max_length=60,
                        verbose_name="number",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("clause", models.CharField(blank=True, max_length=200, verbose_name="clause")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("effective_on", models.DateField(verbose_name="effective on")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        upload_to="%Y",
                        validators=[
                            django.core.validators.FileExtensionValidator(["pdf", "doc", "docx"])
                        ],
                        verbose_name="file",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("published", "published"),
                            ("simulated", "simulated"),
                        ],
                        default="reported",
                        max_length=10,
                        verbose_name="origin",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="note")),
            ],
            options={
                "verbose_name": "version of a document",
                "verbose_name_plural": "versions of documents",
            },
        ),
        migrations.AlterField(
            model_name="assigner",
            name="name",
            field=models.CharField(max_length=150, verbose_name="name"),
        ),
        migrations.AddConstraint(
            model_name="assigner",
            constraint=models.UniqueConstraint(fields=("name",), name="assigner_once"),
        ),
        migrations.AddField(
            model_name="assignerversion",
            name="assigner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="targets.assigner",
            ),
        ),
        migrations.AddField(
            model_name="assignerversion",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="adjusts",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="targets.document",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="assigner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="targets.assigner"
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="binds",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.administrativeunit",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="document",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="targets.document",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignerversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("assigner",),
                name="assigner_version_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("document",),
                name="document_version_one_in_force",
            ),
        ),
        *(migrations.RunSQL(there, back) for there, back in RULES),
    ]
