"""What a unit, a change of units and a link between units say is kept by versions: a row is
changed by a version with a reason and, where it ends or begins, by an act; never in place."""
# ruff: noqa: S608 (the tables and columns named in statements are our own)

import datetime

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import coverage.models.versioned
from coverage.migrations._row_versions import (
    AS_SEEN,
    BEFORE_VERSIONS,
    DROP_FUNCTIONS,
    FUNCTIONS,
    NOT_AS_SEEN,
    SEEN,
    SINCE_THE_BEGINNING,
    carried_over,
    guarded_versions,
    kept_by_versions,
    not_kept_by_versions,
    not_seen,
    seen,
    unguarded_versions,
)

UNIT, UNITS = "coverage_administrativeunit", "coverage_unitversion"
CHANGE, CHANGES = "coverage_unitchange", "coverage_unitchangeversion"
LINK, LINKS = "coverage_unitchangelink", "coverage_linkversion"
UNIT_COLUMNS = (
    "level", "code", "kind", "name", "full_name", "parent_id", "valid_from", "valid_to", "source",
    "sort_key", "search_key",
)  # fmt: skip
CHANGE_COLUMNS = (
    "takes_effect", "first_month", "kind", "code", "decision", "source", "is_void",
)  # fmt: skip

REFUSED = "USING ERRCODE = 'integrity_constraint_violation'"

# A unit that an act opened which is void now was never there: it ends on the eve of its first day.
# The range of its days is then empty, and holds no code.
UNITS_DO_NOT_OVERLAP = f"""
ALTER TABLE {UNIT} DROP CONSTRAINT unit_code_is_not_held_twice;
ALTER TABLE {UNIT} ADD CONSTRAINT unit_code_is_not_held_twice EXCLUDE USING gist (
    int8range(level * 100000 + code::int, level * 100000 + code::int, '[]') WITH &&,
    daterange(valid_from, valid_to + 1, '[)') WITH &&
);
"""
UNITS_DID_NOT_OVERLAP = f"""
ALTER TABLE {UNIT} DROP CONSTRAINT unit_code_is_not_held_twice;
ALTER TABLE {UNIT} ADD CONSTRAINT unit_code_is_not_held_twice EXCLUDE USING gist (
    int8range(level * 100000 + code::int, level * 100000 + code::int, '[]') WITH &&,
    daterange(valid_from, valid_to, '[]') WITH &&
);
"""

# What was handed in or holds figures counts on the unit being there in that month.
HAS_DATA_AFTER = """
CREATE FUNCTION unit_has_data_after(unit bigint, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM coverage_submission
                   WHERE unit_id = unit AND period > day AND state <> 'open')
        OR EXISTS (SELECT FROM coverage_reportedfigure WHERE unit_id = unit AND period > day);
$$;
"""
DROP_HAS_DATA_AFTER = "DROP FUNCTION unit_has_data_after(bigint, date);"

CHANGED_UNIT = f"""
        IF ROW(NEW.level, NEW.code, NEW.kind, NEW.parent_id, NEW.valid_from) IS DISTINCT FROM
           ROW(before.level, before.code, before.kind, before.parent_id, before.valid_from) THEN
            RAISE EXCEPTION 'unit %: its place, level, code, kind and first day are fixed; an act '
                'closes the unit and opens another', before.full_name {REFUSED};
        END IF;
        IF NEW.valid_to IS DISTINCT FROM before.valid_to THEN
            SELECT coalesce(first_month, takes_effect), is_void INTO works_from, void
                FROM {CHANGE} WHERE id = NEW.act_id;
            IF works_from IS NULL THEN
                RAISE EXCEPTION 'unit %: a unit ends by an act, never by an edit',
                    before.full_name {REFUSED};
            ELSIF void AND NEW.act_id = before.act_id AND NEW.valid_to IS NULL THEN
                NULL;
            ELSIF void AND NEW.act_id = before.act_id AND NEW.valid_from = works_from
                  AND NEW.valid_to = NEW.valid_from - 1 THEN
                IF unit_has_data_after(NEW.unit_id, '-infinity') THEN
                    RAISE EXCEPTION 'unit %: it has figures, so its act cannot be void',
                        before.full_name {REFUSED};
                END IF;
            ELSIF void OR before.valid_to IS NOT NULL OR NEW.valid_to <> works_from - 1 THEN
                RAISE EXCEPTION 'unit %: it ends once, on the eve of the day its act works from',
                    before.full_name {REFUSED};
            ELSIF unit_has_data_after(NEW.unit_id, NEW.valid_to) THEN
                RAISE EXCEPTION 'unit %: months after % are reported; the act works from a later '
                    'month on', before.full_name, NEW.valid_to {REFUSED};
            END IF;
            IF EXISTS (SELECT FROM {UNIT} WHERE parent_id = NEW.unit_id
                       AND coalesce(valid_to, 'infinity') >= valid_from
                       AND coalesce(valid_to, 'infinity') > coalesce(NEW.valid_to, 'infinity'))
            THEN
                RAISE EXCEPTION 'unit %: units below it are there longer; the act ends them first',
                    before.full_name {REFUSED};
            END IF;
        END IF;
"""

NEW_UNIT = f"""
        IF EXISTS (SELECT FROM {UNIT} WHERE id = NEW.parent_id AND (valid_from > NEW.valid_from
                   OR valid_to < coalesce(NEW.valid_to, 'infinity'))) THEN
            RAISE EXCEPTION 'unit %: the unit above it is not there all that time',
                NEW.full_name {REFUSED};
        END IF;
        IF EXISTS (SELECT FROM coverage_submission month
                   JOIN {UNIT} beside ON beside.id = month.unit_id
                   WHERE beside.parent_id = NEW.parent_id AND month.state <> 'open'
                     AND month.period BETWEEN NEW.valid_from
                         AND coalesce(NEW.valid_to, 'infinity')) THEN
            RAISE EXCEPTION 'unit %: months since % are reported without it beside it; it is opened '
                'by an act that works from a later month on', NEW.full_name, NEW.valid_from
                {REFUSED};
        END IF;
"""

CHANGED_CHANGE = f"""
        IF ROW(NEW.takes_effect, NEW.first_month, NEW.code) IS DISTINCT FROM
           ROW(before.takes_effect, before.first_month, before.code) THEN
            RAISE EXCEPTION 'act %: its dates and code are fixed; one entered by mistake is made '
                'void, and entered again', before.code {REFUSED};
        END IF;
        IF before.is_void THEN
            RAISE EXCEPTION 'act %: it is void, and entered again under another code',
                before.code {REFUSED};
        END IF;
        IF NEW.is_void AND EXISTS (
            SELECT FROM {UNITS} opened
            WHERE opened.act_id = NEW.change_id AND opened.superseded_at IS NULL
              AND opened.valid_from = coalesce(NEW.first_month, NEW.takes_effect)
              AND unit_has_data_after(opened.unit_id, '-infinity')
            UNION ALL
            SELECT FROM {LINK} link WHERE link.change_id = NEW.change_id
              AND unit_has_data_after(link.new_id, '-infinity')
        ) THEN
            RAISE EXCEPTION 'act %: units that it opened have figures; it stands, and a further act '
                'corrects it', before.code {REFUSED};
        END IF;
"""

# Between whole provinces and between communes of two provinces lies another act of the same day,
# by which the one province went into the other; only a part may be transferred across.
LINK_RULES = f"""
CREATE FUNCTION link_takes_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before {LINKS}%ROWTYPE;
    act {CHANGE}%ROWTYPE;
    works_from date;
    old_unit {UNIT}%ROWTYPE;
    new_unit {UNIT}%ROWTYPE;
BEGIN
    SELECT * INTO before FROM {LINKS} WHERE change_id = NEW.change_id
        AND old_id IS NOT DISTINCT FROM NEW.old_id AND new_id IS NOT DISTINCT FROM NEW.new_id
        AND superseded_at IS NULL FOR UPDATE;
    IF FOUND THEN
        IF NEW.recorded_by_id IS NULL OR btrim(NEW.why) = '' THEN
            RAISE EXCEPTION 'link: a new version says who changed it and why' {REFUSED};
        END IF;
        UPDATE {LINKS} SET superseded_at = NEW.recorded_at WHERE id = before.id;
    END IF;
    SELECT * INTO act FROM {CHANGE} WHERE id = NEW.change_id;
    works_from := coalesce(act.first_month, act.takes_effect);
    IF NOT NEW.holds THEN
        IF NOT act.is_void AND (
            NEW.old_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM {LINK} WHERE change_id = NEW.change_id AND old_id = NEW.old_id
                  AND new_id IS DISTINCT FROM NEW.new_id)
            OR NEW.new_id IS NOT NULL AND NOT EXISTS (
                SELECT FROM {LINK} WHERE change_id = NEW.change_id AND new_id = NEW.new_id
                  AND old_id IS DISTINCT FROM NEW.old_id)
        ) THEN
            RAISE EXCEPTION 'act %: each unit that it ended or opened is named by a link of it',
                act.code {REFUSED};
        END IF;
        RETURN NEW;
    END IF;
    IF act.is_void THEN
        RAISE EXCEPTION 'act %: it is void and links nothing', act.code {REFUSED};
    END IF;
    SELECT * INTO old_unit FROM {UNIT} WHERE id = NEW.old_id;
    SELECT * INTO new_unit FROM {UNIT} WHERE id = NEW.new_id;
    IF old_unit.id = new_unit.id OR old_unit.level <> new_unit.level THEN
        RAISE EXCEPTION 'act %: % and % are not two units of one level',
            act.code, old_unit.full_name, new_unit.full_name {REFUSED};
    END IF;
    IF act.kind = 'transfer' THEN
        IF NOT coalesce(old_unit.valid_from < works_from
                        AND coalesce(old_unit.valid_to, 'infinity') >= works_from - 1, true)
           OR NOT coalesce(new_unit.valid_from <= works_from
                           AND coalesce(new_unit.valid_to, 'infinity') >= works_from, true) THEN
            RAISE EXCEPTION 'act %: % or % is not there when a part is transferred',
                act.code, old_unit.full_name, new_unit.full_name {REFUSED};
        END IF;
        RETURN NEW;
    END IF;
    IF old_unit.id IS NOT NULL AND old_unit.valid_to IS DISTINCT FROM works_from - 1 THEN
        RAISE EXCEPTION 'act %: % does not end on the eve of %, when the act works from',
            act.code, old_unit.full_name, works_from {REFUSED};
    END IF;
    IF new_unit.valid_from <> works_from THEN
        RAISE EXCEPTION 'act %: % does not begin on %, when the act works from',
            act.code, new_unit.full_name, works_from {REFUSED};
    END IF;
    IF old_unit.parent_id <> new_unit.parent_id AND NOT EXISTS (
        SELECT FROM {LINK} link JOIN {CHANGE} other ON other.id = link.change_id
        WHERE link.old_id = old_unit.parent_id AND link.new_id = new_unit.parent_id
          AND coalesce(other.first_month, other.takes_effect) = works_from
    ) THEN
        RAISE EXCEPTION 'act %: % and % lie in different provinces',
            act.code, old_unit.full_name, new_unit.full_name {REFUSED};
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER takes_its_place BEFORE INSERT ON {LINKS}
    FOR EACH ROW EXECUTE FUNCTION link_takes_its_place();

CREATE FUNCTION link_is_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.holds THEN
        DELETE FROM {LINK} WHERE change_id = NEW.change_id
            AND old_id IS NOT DISTINCT FROM NEW.old_id AND new_id IS NOT DISTINCT FROM NEW.new_id;
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT FROM {LINK} WHERE change_id = NEW.change_id
               AND old_id IS NOT DISTINCT FROM NEW.old_id
               AND new_id IS NOT DISTINCT FROM NEW.new_id) THEN
        UPDATE {LINK} SET weight = NEW.weight WHERE change_id = NEW.change_id
            AND old_id IS NOT DISTINCT FROM NEW.old_id AND new_id IS NOT DISTINCT FROM NEW.new_id
            AND weight IS DISTINCT FROM NEW.weight;
    ELSE
        INSERT INTO {LINK} (change_id, old_id, new_id, weight)
        VALUES (NEW.change_id, NEW.old_id, NEW.new_id, NEW.weight);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER is_in_force AFTER INSERT ON {LINKS}
    FOR EACH ROW EXECUTE FUNCTION link_is_in_force();

CREATE FUNCTION link_says_what_its_version_says() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said {LINKS}%ROWTYPE;
    link {LINK}%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN link := OLD; ELSE link := NEW; END IF;
    SELECT * INTO said FROM {LINKS} WHERE change_id = link.change_id
        AND old_id IS NOT DISTINCT FROM link.old_id AND new_id IS NOT DISTINCT FROM link.new_id
        AND superseded_at IS NULL;
    IF TG_OP = 'INSERT' AND NOT FOUND THEN
        INSERT INTO {LINKS} (change_id, old_id, new_id, weight, why)
        VALUES (link.change_id, link.old_id, link.new_id, link.weight, '');
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' AND NOT said.holds
       OR TG_OP <> 'DELETE' AND said.holds AND said.weight IS NOT DISTINCT FROM link.weight THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '{LINK} %: never changed or deleted in place; insert a version into {LINKS} '
        'that says who and why', link.id {REFUSED};
END $$;
CREATE TRIGGER says_what_its_version_says AFTER INSERT OR UPDATE OR DELETE ON {LINK}
    FOR EACH ROW EXECUTE FUNCTION link_says_what_its_version_says();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {LINK}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
{guarded_versions(LINKS)}
"""

DROP_LINK_RULES = f"""
{unguarded_versions(LINKS)}
DROP TRIGGER history_is_never_emptied ON {LINK};
DROP TRIGGER says_what_its_version_says ON {LINK};
DROP FUNCTION link_says_what_its_version_says();
DROP TRIGGER is_in_force ON {LINKS};
DROP FUNCTION link_is_in_force();
DROP TRIGGER takes_its_place ON {LINKS};
DROP FUNCTION link_takes_its_place();
"""

CARRIED_OVER_LINKS = f"""
INSERT INTO {LINKS} (change_id, old_id, new_id, weight, why, recorded_at)
SELECT change_id, old_id, new_id, weight, '{BEFORE_VERSIONS}', {SINCE_THE_BEGINNING} FROM {LINK};
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

RULES = (
    (UNITS_DO_NOT_OVERLAP, UNITS_DID_NOT_OVERLAP),
    (FUNCTIONS, DROP_FUNCTIONS),
    (HAS_DATA_AFTER, DROP_HAS_DATA_AFTER),
    (carried_over(UNIT, UNITS, "unit_id", UNIT_COLUMNS), ""),
    (carried_over(CHANGE, CHANGES, "change_id", CHANGE_COLUMNS), ""),
    (CARRIED_OVER_LINKS, ""),
    (
        kept_by_versions(
            UNIT,
            UNITS,
            "unit_id",
            UNIT_COLUMNS,
            changed=CHANGED_UNIT,
            new=NEW_UNIT,
            declared="works_from date; void boolean;",
        ),
        not_kept_by_versions(UNIT, UNITS),
    ),
    (
        kept_by_versions(CHANGE, CHANGES, "change_id", CHANGE_COLUMNS, changed=CHANGED_CHANGE),
        not_kept_by_versions(CHANGE, CHANGES),
    ),
    (LINK_RULES, DROP_LINK_RULES),
    (AS_SEEN, NOT_AS_SEEN),
    (seen(UNIT, UNITS, "unit_id", UNIT_COLUMNS), not_seen(UNIT)),
    (seen(CHANGE, CHANGES, "change_id", CHANGE_COLUMNS), not_seen(CHANGE)),
    (
        f"CREATE VIEW as_seen.{LINK} AS SELECT id, change_id, old_id, new_id, weight"
        f" FROM {LINKS} WHERE holds AND {SEEN};",
        not_seen(LINK),
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("coverage", "0019_approvals_of_a_unit"),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkVersion",
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
                    "weight",
                    models.DecimalField(
                        blank=True, decimal_places=8, max_digits=9, null=True, verbose_name="weight"
                    ),
                ),
                ("holds", models.BooleanField(db_default=True, default=True)),
            ],
            options={
                "verbose_name": "version of a link between units",
                "verbose_name_plural": "versions of links between units",
            },
        ),
        migrations.CreateModel(
            name="UnitChangeVersion",
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
                ("takes_effect", models.DateField(verbose_name="takes effect")),
                (
                    "first_month",
                    models.DateField(blank=True, null=True, verbose_name="first month"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merge", "merged"),
                            ("split", "split"),
                            ("rename", "renamed or reclassified"),
                            ("transfer", "part transferred"),
                            ("keep", "kept as it was"),
                            ("abolish", "abolished"),
                            ("establish", "established"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="code")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        help_text="blank where it is not known",
                        max_length=200,
                        verbose_name="decision",
                    ),
                ),
                ("source", models.CharField(max_length=500, verbose_name="source")),
                (
                    "is_void",
                    models.BooleanField(
                        db_default=False, default=False, editable=False, verbose_name="void"
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a change of units",
                "verbose_name_plural": "versions of changes of units",
            },
        ),
        migrations.CreateModel(
            name="UnitVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "nation"), (1, "province"), (2, "district"), (3, "commune")],
                        verbose_name="level",
                    ),
                ),
                ("code", models.CharField(max_length=5, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("toan_quoc", "nation"),
                            ("tinh", "province"),
                            ("thanh_pho_tw", "centrally run city"),
                            ("quan", "urban district"),
                            ("huyen", "rural district"),
                            ("thi_xa", "town"),
                            ("thanh_pho", "city of a province"),
                            ("xa", "commune"),
                            ("phuong", "ward"),
                            ("thi_tran", "township"),
                            ("dac_khu", "special zone"),
                        ],
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="valid to")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("sort_key", models.CharField(db_collation="C", editable=False, max_length=400)),
                ("search_key", models.CharField(editable=False, max_length=200)),
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
            ],
            options={
                "verbose_name": "version of a unit",
                "verbose_name_plural": "versions of units",
            },
        ),
        migrations.RemoveConstraint(
            model_name="administrativeunit",
            name="unit_code_once_a_date",
        ),
        migrations.RemoveConstraint(
            model_name="administrativeunit",
            name="unit_ends_after_it_begins",
        ),
        migrations.AddField(
            model_name="unitchange",
            name="first_month",
            field=models.DateField(blank=True, null=True, verbose_name="first month"),
        ),
        migrations.AddField(
            model_name="unitchange",
            name="is_void",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="void"
            ),
        ),
        migrations.AlterField(
            model_name="unitchange",
            name="code",
            field=models.CharField(max_length=60, verbose_name="code"),
        ),
        migrations.AlterField(
            model_name="unitchange",
            name="decision",
            field=models.CharField(
                blank=True,
                help_text="blank where it is not known",
                max_length=200,
                verbose_name="decision",
            ),
        ),
        migrations.AlterField(
            model_name="unitchangelink",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="links",
                to="coverage.unitchange",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativeunit",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                fields=("level", "code", "valid_from"),
                name="unit_code_once_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="administrativeunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    (
                        "valid_to__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("valid_from"), "-", models.Value(datetime.timedelta(days=1))
                        ),
                    ),
                    _connector="OR",
                ),
                name="unit_ends_after_it_begins",
                violation_error_message="A unit cannot end before it begins.",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitchange",
            constraint=models.UniqueConstraint(fields=("code",), name="unit_change_once"),
        ),
        migrations.AddConstraint(
            model_name="unitchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_month__isnull", True),
                    models.Q(
                        ("first_month__day", 1), ("first_month__gt", models.F("takes_effect"))
                    ),
                    _connector="OR",
                ),
                name="unit_change_first_month_is_a_later_month",
            ),
        ),
        migrations.AddField(
            model_name="linkversion",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.unitchange",
            ),
        ),
        migrations.AddField(
            model_name="linkversion",
            name="new",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.administrativeunit",
            ),
        ),
        migrations.AddField(
            model_name="linkversion",
            name="old",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.administrativeunit",
            ),
        ),
        migrations.AddField(
            model_name="linkversion",
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
            model_name="unitchangeversion",
            name="change",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="coverage.unitchange",
            ),
        ),
        migrations.AddField(
            model_name="unitchangeversion",
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
            model_name="unitversion",
            name="act",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="unit_versions",
                to="coverage.unitchange",
                verbose_name="act",
            ),
        ),
        migrations.AddField(
            model_name="unitversion",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="coverage.administrativeunit",
                verbose_name="above it",
            ),
        ),
        migrations.AddField(
            model_name="unitversion",
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
            model_name="unitversion",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="coverage.administrativeunit",
            ),
        ),
        migrations.AddConstraint(
            model_name="linkversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("change", "old", "new"),
                name="link_version_one_in_force",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="unitchangeversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("change",),
                name="unit_change_version_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("superseded_at__isnull", True)),
                fields=("unit",),
                name="unit_version_one_in_force",
            ),
        ),
        *(migrations.RunSQL(there, back) for there, back in RULES),
    ]
