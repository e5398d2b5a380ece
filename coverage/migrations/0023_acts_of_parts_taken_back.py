"""An act is void while nothing hangs on what it opened. Who was given a part was there before, or
began by another act, and has figures of its own: it does not keep that act."""

from importlib import import_module

from django.db import migrations

from coverage.migrations._row_versions import taking_its_place

before = import_module("coverage.migrations.0020_units_by_versions")

_OF_ANY = "SELECT FROM {LINK} link WHERE link.change_id = NEW.change_id\n"
_OF_OPENED = """SELECT FROM {LINK} link
            JOIN {UNIT} began ON began.id = link.new_id
                AND began.valid_from = coalesce(NEW.first_month, NEW.takes_effect)
            WHERE link.change_id = NEW.change_id
              AND coalesce((SELECT act_id FROM {UNITS} WHERE unit_id = began.id
                            ORDER BY id LIMIT 1), NEW.change_id) = NEW.change_id
"""


def _named(sql: str) -> str:
    return sql.format(LINK=before.LINK, UNIT=before.UNIT, UNITS=before.UNITS)


CHANGED_CHANGE = before.CHANGED_CHANGE.replace(_named(_OF_ANY), _named(_OF_OPENED))


def _function(changed: str) -> str:
    return taking_its_place(before.CHANGE, before.CHANGES, "change_id", changed=changed)


class Migration(migrations.Migration):
    dependencies = [("coverage", "0022_roles_by_versions")]

    operations = [
        migrations.RunSQL(_function(CHANGED_CHANGE), _function(before.CHANGED_CHANGE)),
    ]
