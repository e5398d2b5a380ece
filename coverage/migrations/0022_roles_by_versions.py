"""A role is given and ended by versions that say who, when and why; a person is never deleted."""
# ruff: noqa: S608 (the tables and columns named in statements are our own)

from typing import Any

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import coverage.models.versioned
from coverage.migrations._row_versions import (
    BEFORE_VERSIONS,
    SINCE_THE_BEGINNING,
    guarded_versions,
    unguarded_versions,
)

ROLE, ROLES = "coverage_assignment", "coverage_assignmentversion"
SAME = "user_id = {0}.user_id AND unit_id = {0}.unit_id AND role = {0}.role"
REFUSED = "USING ERRCODE = 'integrity_constraint_violation'"

CARRIED_OVER = f"""
INSERT INTO {ROLES} (user_id, unit_id, role, holds, why, recorded_at)
SELECT user_id, unit_id, role, true, '{BEFORE_VERSIONS}', {SINCE_THE_BEGINNING} FROM {ROLE};
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""

RULES = f"""
CREATE FUNCTION role_takes_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before {ROLES}%ROWTYPE;
BEGIN
    SELECT * INTO before FROM {ROLES}
        WHERE {SAME.format("NEW")} AND superseded_at IS NULL FOR UPDATE;
    IF before.holds IS NOT DISTINCT FROM NEW.holds OR (before.id IS NULL AND NOT NEW.holds) THEN
        RAISE EXCEPTION 'role: it is given to who has it not, and ended of who has it' {REFUSED};
    END IF;
    IF before.id IS NOT NULL THEN
        IF NEW.recorded_by_id IS NULL OR btrim(NEW.why) = '' THEN
            RAISE EXCEPTION 'role: a new version says who gave or ended it and why' {REFUSED};
        END IF;
        UPDATE {ROLES} SET superseded_at = NEW.recorded_at WHERE id = before.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER takes_its_place BEFORE INSERT ON {ROLES}
    FOR EACH ROW EXECUTE FUNCTION role_takes_its_place();

CREATE FUNCTION role_is_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT NEW.holds THEN
        DELETE FROM {ROLE} WHERE {SAME.format("NEW")};
    ELSIF NOT EXISTS (SELECT FROM {ROLE} WHERE {SAME.format("NEW")}) THEN
        INSERT INTO {ROLE} (user_id, unit_id, role) VALUES (NEW.user_id, NEW.unit_id, NEW.role);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER is_in_force AFTER INSERT ON {ROLES}
    FOR EACH ROW EXECUTE FUNCTION role_is_in_force();

CREATE FUNCTION role_says_what_its_version_says() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said {ROLES}%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN
        SELECT * INTO said FROM {ROLES} WHERE {SAME.format("OLD")} AND superseded_at IS NULL;
        IF NOT said.holds THEN
            RETURN NULL;
        END IF;
    ELSE
        SELECT * INTO said FROM {ROLES} WHERE {SAME.format("NEW")} AND superseded_at IS NULL;
        IF said.holds THEN
            RETURN NULL;
        ELSIF TG_OP = 'INSERT' AND said.id IS NULL THEN
            INSERT INTO {ROLES} (user_id, unit_id, role, holds, why)
            VALUES (NEW.user_id, NEW.unit_id, NEW.role, true, '');
            RETURN NULL;
        END IF;
    END IF;
    RAISE EXCEPTION '{ROLE}: never changed or deleted in place; insert a version into {ROLES} '
        'that gives or ends the role and says who and why' {REFUSED};
END $$;
CREATE TRIGGER says_what_its_version_says AFTER INSERT OR UPDATE OR DELETE ON {ROLE}
    FOR EACH ROW EXECUTE FUNCTION role_says_what_its_version_says();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {ROLE}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
{guarded_versions(ROLES)}

CREATE FUNCTION person_is_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'person %: never deleted; make the account inactive and end its roles',
        OLD.username {REFUSED};
END $$;
CREATE TRIGGER is_never_deleted BEFORE DELETE ON coverage_user
    FOR EACH ROW EXECUTE FUNCTION person_is_never_deleted();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON coverage_user
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

DROP_RULES = f"""
DROP TRIGGER history_is_never_emptied ON coverage_user;
DROP TRIGGER is_never_deleted ON coverage_user;
DROP FUNCTION person_is_never_deleted();
{unguarded_versions(ROLES)}
DROP TRIGGER history_is_never_emptied ON {ROLE};
DROP TRIGGER says_what_its_version_says ON {ROLE};
DROP FUNCTION role_says_what_its_version_says();
DROP TRIGGER is_in_force ON {ROLES};
DROP FUNCTION role_is_in_force();
DROP TRIGGER takes_its_place ON {ROLES};
DROP FUNCTION role_takes_its_place();
"""


def _person(related_name: str, **said: Any) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=settings.AUTH_USER_MODEL,
        **said,
    )


class Migration(migrations.Migration):
    dependencies = [("coverage", "0021_indicators_by_versions")]

    operations = [
        migrations.AlterField("assignment", "user", _person("assignments", verbose_name="user")),
        migrations.CreateModel(
            name="AssignmentVersion",
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
                    "role",
                    models.CharField(
                        choices=[
                            ("clerk", "clerk"),
                            ("approver", "approver"),
                            ("viewer", "viewer"),
                        ],
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
                ("holds", models.BooleanField(default=True, db_default=True, verbose_name="holds")),
                ("user", _person("roles_held", verbose_name="user")),
                (
                    "recorded_by",
                    _person("+", verbose_name="recorded by", null=True, editable=False),
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
                "verbose_name": "version of an assignment",
                "verbose_name_plural": "versions of assignments",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "unit", "role"),
                        condition=Q(superseded_at__isnull=True),
                        name="assignment_version_one_in_force",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CARRIED_OVER, migrations.RunSQL.noop),
        migrations.RunSQL(RULES, DROP_RULES),
    ]
