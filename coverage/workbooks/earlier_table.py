"""What was imported before, as a table beside the form in which a file is handed in."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from coverage.models import HandedInFile
from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, PEOPLE
from coverage.tables.table import Table


class EarlierFiles(Table):
    scroll = "fitted"
    labelled_by = "imported-before"

    confirmed_at = Column(gettext_lazy("When"), lambda file: file.confirmed_at, MOMENT)
    uploaded_by = Column(gettext_lazy("By"), lambda file: str(file.uploaded_by))
    file = Column(gettext_lazy("File"), lambda file: file.name, css="import-name")
    written = Column("", lambda file: file.written, PEOPLE)


def earlier_files(
    files: Sequence[HandedInFile], heading: str, written: str | Promise
) -> EarlierFiles | None:
    """None where nothing was imported. `written`: over the number of what was."""
    if not files:
        return None
    table = EarlierFiles(files, heading=heading)
    table.columns["written"].column.verbose_name = written
    return table
