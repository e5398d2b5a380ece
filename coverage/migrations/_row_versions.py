"""The rules of a table whose rows are kept by versions, as SQL; migrations of all apps use them.

A version is put in force by inserting it. The row is only ever what its version in force says: a
row written past its versions is refused whoever writes it, since the rule looks at what the row
would say and not at the way it is written. Only what ends a version tells the two ways apart
(`pg_trigger_depth`), as nothing stands in its place yet.
"""

# ruff: noqa: S608 (the tables and columns named in statements are our own)

from collections.abc import Sequence
from importlib import import_module

rules = import_module("coverage.migrations.0002_rules")

# A second version says who and why; a first one that came past the writers may not know it.
FUNCTIONS = """
CREATE FUNCTION version_is_ended_by_the_next() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: a version ends when another is put in force; insert that one, with who and '
        'why', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION kept_row_is_never_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: % is never deleted; what is wrong is corrected by a new version with a '
        'reason, what has ended by an act', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION version_is_ended_by_the_next();
DROP FUNCTION kept_row_is_never_deleted();
"""


def kept_by_versions(
    base: str,
    version: str,
    key: str,
    columns: Sequence[str],
    *,
    changed: str = "",
    new: str = "",
    declared: str = "",
) -> str:
    """Of the table `base` with `columns` (all but the id) and its table of versions, whose column
    `key` names the row. `changed` and `new` are statements of PL/pgSQL that may refuse a version
    of a row that is there (`before` is the version in force) or of one that is not; they use
    what is `declared`."""
    listed = ", ".join(columns)
    of_new = ", ".join(f"NEW.{column}" for column in columns)
    return f"""
{taking_its_place(base, version, key, changed=changed, new=new, declared=declared)}
CREATE TRIGGER takes_its_place BEFORE INSERT ON {version}
    FOR EACH ROW EXECUTE FUNCTION {version}_takes_its_place();

CREATE FUNCTION {version}_is_in_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM {base} WHERE id = NEW.{key}) THEN
        UPDATE {base} SET ({listed}) = ROW({of_new})
            WHERE id = NEW.{key} AND ROW({listed}) IS DISTINCT FROM ROW({of_new});
    ELSE
        INSERT INTO {base} (id, {listed}) VALUES (NEW.{key}, {of_new});
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER is_in_force AFTER INSERT ON {version}
    FOR EACH ROW EXECUTE FUNCTION {version}_is_in_force();

CREATE FUNCTION {base}_says_what_its_version_says() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT'
       AND NOT EXISTS (SELECT FROM {version} WHERE {key} = NEW.id AND superseded_at IS NULL) THEN
        INSERT INTO {version} ({key}, {listed}, why) VALUES (NEW.id, {of_new}, '');
    ELSIF NOT EXISTS (SELECT FROM {version} WHERE {key} = NEW.id AND superseded_at IS NULL
                      AND ROW({listed}) IS NOT DISTINCT FROM ROW({of_new})) THEN
        RAISE EXCEPTION '{base} %: never changed in place; insert a version into {version} that '
            'says who and why', NEW.id USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER says_what_its_version_says AFTER INSERT OR UPDATE ON {base}
    FOR EACH ROW EXECUTE FUNCTION {base}_says_what_its_version_says();
CREATE TRIGGER is_never_deleted BEFORE DELETE ON {base}
    FOR EACH ROW EXECUTE FUNCTION kept_row_is_never_deleted();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {base}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
{guarded_versions(version)}
"""


def taking_its_place(
    base: str, version: str, key: str, *, changed: str = "", new: str = "", declared: str = ""
) -> str:
    """The function by which a version is put in force, made or made anew."""
    return f"""
CREATE OR REPLACE FUNCTION {version}_takes_its_place() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before {version}%ROWTYPE;
    {declared}
BEGIN
    SELECT * INTO before FROM {version}
        WHERE {key} = NEW.{key} AND superseded_at IS NULL FOR UPDATE;
    IF FOUND THEN
        IF NEW.recorded_by_id IS NULL OR btrim(NEW.why) = '' THEN
            RAISE EXCEPTION '{base} %: a new version says who changed it and why', NEW.{key}
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        {changed}
        UPDATE {version} SET superseded_at = NEW.recorded_at WHERE id = before.id;
    ELSE
        NULL;
        {new}
    END IF;
    RETURN NEW;
END $$;
"""


def guarded_versions(version: str) -> str:
    """History is kept as of figures; and no version ends without another in its place."""
    return f"""
{rules.guard(version)}
CREATE TRIGGER is_ended_by_the_next BEFORE UPDATE ON {version}
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION version_is_ended_by_the_next();
"""


def unguarded_versions(version: str) -> str:
    return f"""
DROP TRIGGER is_ended_by_the_next ON {version};
{rules.unguard(version)}
"""


def not_kept_by_versions(base: str, version: str) -> str:
    return f"""
{unguarded_versions(version)}
DROP TRIGGER history_is_never_emptied ON {base};
DROP TRIGGER is_never_deleted ON {base};
DROP TRIGGER says_what_its_version_says ON {base};
DROP FUNCTION {base}_says_what_its_version_says();
DROP TRIGGER is_in_force ON {version};
DROP FUNCTION {version}_is_in_force();
DROP TRIGGER takes_its_place ON {version};
DROP FUNCTION {version}_takes_its_place();
"""


# Those there were changed in place so far. Meetings held before saw them, so that they are taken
# to have stood since the install began; who recorded them is not known.
SINCE_THE_BEGINNING = "(SELECT min(applied) FROM django_migrations)"
BEFORE_VERSIONS = "Có từ trước khi các thay đổi được ghi lại."


def carried_over(base: str, version: str, key: str, columns: Sequence[str]) -> str:
    """The first version of each row, to be written before the rules hold."""
    listed = ", ".join(columns)
    return f"""
INSERT INTO {version} ({key}, {listed}, why, recorded_at)
SELECT id, {listed}, '{BEFORE_VERSIONS}', {SINCE_THE_BEGINNING} FROM {base};
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


# Views of the same names in a schema of their own: with it first in the search path, every
# statement reads the rows as they stood at the moment (coverage/models/as_seen.py).
AS_SEEN = """
CREATE SCHEMA as_seen;
CREATE FUNCTION as_seen.moment() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT current_setting('bao_phu.moment')::timestamptz;
$$;
"""
NOT_AS_SEEN = """
DROP FUNCTION as_seen.moment();
DROP SCHEMA as_seen;
"""
SEEN = """
    recorded_at <= (SELECT as_seen.moment())
    AND (superseded_at IS NULL OR superseded_at > (SELECT as_seen.moment()))
"""


def seen(base: str, version: str, key: str, columns: Sequence[str]) -> str:
    listed = ", ".join(columns)
    return (
        f"CREATE VIEW as_seen.{base} AS SELECT {key} AS id, {listed} FROM {version} WHERE {SEEN};"
    )


def not_seen(base: str) -> str:
    return f"DROP VIEW as_seen.{base};"
