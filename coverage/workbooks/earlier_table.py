"""What was imported before, as a table beside the form in which a file is handed in."""

from django.utils.translation import gettext_lazy

from coverage.tables.columns import Column
from coverage.tables.notations import MOMENT, PEOPLE
from coverage.tables.table import Table


class EarlierFiles(Table):
    """What `written` counts, the import says."""

    scroll = "fitted"
    labelled_by = "imported-before"

    confirmed_at = Column(gettext_lazy("When"), lambda file: file.confirmed_at, MOMENT)
    uploaded_by = Column(gettext_lazy("By"), lambda file: str(file.uploaded_by))
    file = Column(gettext_lazy("File"), lambda file: file.name, css="import-name")
    written = Column("", lambda file: file.written, PEOPLE)
