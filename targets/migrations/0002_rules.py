"""The history of targets is kept by the same guard as that of figures."""

from django.db import migrations

GUARD = """
CREATE TRIGGER history_is_never_altered BEFORE INSERT OR UPDATE OR DELETE ON targets_target
    FOR EACH ROW EXECUTE FUNCTION versioned_row_guard();
CREATE TRIGGER history_is_never_emptied BEFORE TRUNCATE ON targets_target
    FOR EACH STATEMENT EXECUTE FUNCTION versioned_truncate_guard();
"""

UNGUARD = """
DROP TRIGGER history_is_never_altered ON targets_target;
DROP TRIGGER history_is_never_emptied ON targets_target;
"""


class Migration(migrations.Migration):
    dependencies = (("targets", "0001_initial"), ("coverage", "0002_rules"))

    operations = (migrations.RunSQL(GUARD, UNGUARD),)
