"""What a meeting has on its agenda and what it concluded, by versions."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned

rules = import_module("coverage.migrations.0002_rules")

VERSIONED, ITEM = ("reports_agenda", "reports_conclusion"), "reports_agendaitem"
# An item written later would alter the version it is added to.
ITEMS_GUARD = f"""
CREATE FUNCTION item_is_written_with_its_agenda() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM reports_agenda
                   WHERE id = NEW.agenda_id AND superseded_at IS NULL
                     AND recorded_at >= transaction_timestamp()) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION '%: an item is written with its agenda', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER item_is_written_with_its_agenda BEFORE INSERT OR UPDATE OR DELETE ON {ITEM}
    FOR EACH ROW EXECUTE FUNCTION item_is_written_with_its_agenda();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {ITEM}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""
ITEMS_UNGUARD = f"""
DROP TRIGGER history_is_never_emptied ON {ITEM};
DROP TRIGGER item_is_written_with_its_agenda ON {ITEM};
DROP FUNCTION item_is_written_with_its_agenda();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0026_drafters"),
        ("reports", "0006_month_of_a_meeting"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agenda",
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
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agendas",
                        to="reports.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
            ],
            options={
                "verbose_name": "agenda",
                "verbose_name_plural": "agendas",
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("point", models.CharField(blank=True, max_length=300, verbose_name="point")),
                (
                    "agenda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="reports.agenda",
                        verbose_name="agenda",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.administrativeunit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "item of an agenda",
                "verbose_name_plural": "items of agendas",
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
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
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("text", models.TextField(max_length=2000, verbose_name="conclusion")),
                (
                    "office",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="office that does it"
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due by")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "to be done"), ("done", "done")],
                        max_length=4,
                        verbose_name="state",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="remark")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="reports.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="coverage.administrativeunit",
                        verbose_name="unit that does it",
                    ),
                ),
            ],
            options={
                "verbose_name": "conclusion of a meeting",
                "verbose_name_plural": "conclusions of meetings",
            },
        ),
        migrations.AddConstraint(
            model_name="agenda",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("meeting",),
                name="agenda_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("agenda", "position"), name="agenda_item_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                fields=("agenda", "unit"), name="agenda_item_unit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("meeting", "number"),
                name="conclusion_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="conclusion_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="conclusion_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("office", ""), ("unit__isnull", False)),
                    models.Q(("unit__isnull", True), models.Q(("office", ""), _negated=True)),
                    _connector="OR",
                ),
                name="conclusion_is_of_a_unit_or_an_office",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("state", "open")),
                    models.Q(("done_on__isnull", False), ("state", "done")),
                    _connector="OR",
                ),
                name="conclusion_is_open_or_done_on_a_day",
            ),
        ),
        migrations.RunSQL(ITEMS_GUARD, ITEMS_UNGUARD),
        *(migrations.RunSQL(rules.guard(table), rules.unguard(table)) for table in VERSIONED),
    ]
