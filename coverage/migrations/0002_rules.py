"""The rules that constraints cannot say: history is never altered, a closed month is not written,
a month moves only from one state to the next, units nest and never overlap."""

from django.db import migrations

VERSIONED_TABLES = ("coverage_reportedfigure", "coverage_denominator", "coverage_submission")

# Shared with the targets app, whose migration puts the same triggers on its own table.
FUNCTIONS = """
CREATE FUNCTION versioned_row_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- A row recorded in the past would change what a meeting has already seen.
        IF NEW.recorded_at < transaction_timestamp() OR NEW.recorded_at > clock_timestamp()
           OR NEW.superseded_at IS NOT NULL THEN
            RAISE EXCEPTION '%: a version is recorded now and is in force', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.superseded_at IS NULL
       AND NEW.superseded_at BETWEEN OLD.recorded_at AND clock_timestamp()
       AND NEW.superseded_at >= transaction_timestamp()
       AND to_jsonb(NEW) - 'superseded_at' = to_jsonb(OLD) - 'superseded_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '%: history is never altered', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION versioned_truncate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: history is never emptied', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

DROP_FUNCTIONS = """
DROP FUNCTION versioned_row_guard();
DROP FUNCTION versioned_truncate_guard();
"""


def guard(table: str) -> str:
    return f"""
CREATE TRIGGER history_is_never_altered BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION versioned_row_guard();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""


def unguard(table: str) -> str:
    return f"""
DROP TRIGGER history_is_never_altered ON {table};
DROP TRIGGER history_is_never_emptied ON {table};
"""


# FOR SHARE makes the figure wait for an approval under way, and the approval for the figure: a
# check in Python alone loses that race.
FIGURE_NEEDS_A_WRITABLE_MONTH = """
CREATE FUNCTION figure_needs_a_writable_month() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    month_state text;
BEGIN
    SELECT state INTO month_state FROM coverage_submission
        WHERE unit_id = NEW.unit_id AND period = NEW.period AND superseded_at IS NULL
        FOR SHARE;
    IF month_state IS NULL OR month_state NOT IN ('open', 'returned', 'reopened') THEN
        RAISE EXCEPTION 'unit % month %: not open for figures (%)',
            NEW.unit_id, NEW.period, coalesce(month_state, 'never opened')
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER figure_needs_a_writable_month BEFORE INSERT OR UPDATE ON coverage_reportedfigure
    FOR EACH ROW EXECUTE FUNCTION figure_needs_a_writable_month();
"""

DROP_FIGURE_NEEDS_A_WRITABLE_MONTH = """
DROP TRIGGER figure_needs_a_writable_month ON coverage_reportedfigure;
DROP FUNCTION figure_needs_a_writable_month();
"""

SUBMISSION_FOLLOWS_ITS_STATES = """
CREATE FUNCTION submission_follows_its_states() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
BEGIN
    SELECT state INTO before FROM coverage_submission
        WHERE unit_id = NEW.unit_id AND period = NEW.period
        ORDER BY recorded_at DESC, id DESC LIMIT 1;
    IF (before IS NULL AND NEW.state = 'open')
       OR (before IN ('open', 'returned', 'reopened') AND NEW.state = 'submitted')
       OR (before = 'submitted' AND NEW.state IN ('approved', 'returned', 'open'))
       OR (before = 'approved' AND NEW.state = 'reopened') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'unit % month %: from % to %',
        NEW.unit_id, NEW.period, coalesce(before, 'nothing'), NEW.state
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER submission_follows_its_states BEFORE INSERT ON coverage_submission
    FOR EACH ROW EXECUTE FUNCTION submission_follows_its_states();
"""

DROP_SUBMISSION_FOLLOWS_ITS_STATES = """
DROP TRIGGER submission_follows_its_states ON coverage_submission;
DROP FUNCTION submission_follows_its_states();
"""

# Level and code as a one-point range: an exclusion over plain equality would need an extension.
UNITS_DO_NOT_OVERLAP = """
ALTER TABLE coverage_administrativeunit
    ADD CONSTRAINT unit_code_is_digits CHECK (code ~ '^[0-9]{2,5}$'),
    ADD CONSTRAINT unit_names_are_nfc CHECK (name IS NFC NORMALIZED AND full_name IS NFC NORMALIZED),
    ADD CONSTRAINT unit_code_is_not_held_twice EXCLUDE USING gist (
        int8range(level * 100000 + code::int, level * 100000 + code::int, '[]') WITH &&,
        daterange(valid_from, valid_to, '[]') WITH &&
    );
"""

DROP_UNITS_DO_NOT_OVERLAP = """
ALTER TABLE coverage_administrativeunit
    DROP CONSTRAINT unit_code_is_not_held_twice,
    DROP CONSTRAINT unit_names_are_nfc,
    DROP CONSTRAINT unit_code_is_digits;
"""

UNIT_LIES_BELOW_ITS_PARENT = """
CREATE FUNCTION unit_lies_below_its_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM coverage_administrativeunit
               WHERE id = NEW.parent_id AND level >= NEW.level)
       OR EXISTS (SELECT 1 FROM coverage_administrativeunit
                  WHERE parent_id = NEW.id AND level <= NEW.level) THEN
        RAISE EXCEPTION 'unit %: a unit lies below the one above it', NEW.full_name
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER unit_lies_below_its_parent
    BEFORE INSERT OR UPDATE OF level, parent_id ON coverage_administrativeunit
    FOR EACH ROW EXECUTE FUNCTION unit_lies_below_its_parent();
"""

DROP_UNIT_LIES_BELOW_ITS_PARENT = """
DROP TRIGGER unit_lies_below_its_parent ON coverage_administrativeunit;
DROP FUNCTION unit_lies_below_its_parent();
"""


class Migration(migrations.Migration):
    dependencies = (("coverage", "0001_initial"),)

    operations = (
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *(migrations.RunSQL(guard(table), unguard(table)) for table in VERSIONED_TABLES),
        migrations.RunSQL(FIGURE_NEEDS_A_WRITABLE_MONTH, DROP_FIGURE_NEEDS_A_WRITABLE_MONTH),
        migrations.RunSQL(SUBMISSION_FOLLOWS_ITS_STATES, DROP_SUBMISSION_FOLLOWS_ITS_STATES),
        migrations.RunSQL(UNITS_DO_NOT_OVERLAP, DROP_UNITS_DO_NOT_OVERLAP),
        migrations.RunSQL(UNIT_LIES_BELOW_ITS_PARENT, DROP_UNIT_LIES_BELOW_ITS_PARENT),
    )
