"""What the pages of an import ask of the room whose import it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from coverage.models import User
from coverage.tables.table import Table
from coverage.workbooks.book import Sheet
from coverage.workbooks.column_form import ColumnForm
from coverage.workbooks.dry_run import DryRun, Written
from coverage.workbooks.handed_in import File
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Units


class StandingValues(Protocol):
    """What stands now, and stood when a file was made; its rows may mean one of the units."""

    @property
    def units(self) -> Units: ...


Standing = TypeVar("Standing", bound=StandingValues)
# What a person chose, by the names of the fields.
Chosen = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ImportKind(Generic[File, Standing, Written]):
    """The addresses are names of urls that take the id of a file; `templates` is the folder with
    its _head.html, file.html, columns.html and done.html; `value` says what a cell holds."""

    file_address: str
    columns_address: str
    list_address: str
    templates: str
    value: str | Promise
    column_form: type[ColumnForm[Any]]
    files: QuerySet[File]  # with what the pages say of one
    alike: Callable[[File], QuerySet[File]]  # those of the same subject
    may_use: Callable[[User, File], bool]  # who handed it in may still write its subject
    about: Callable[[File], dict[str, object]]  # what every page says of the subject
    units: Callable[[File], Units]
    # Keeps what was said of a sheet, beside its layout as it looked before.
    tell_layout: Callable[[File, Sheet, Layout, Layout], None]
    standing: Callable[[File], Standing]
    dry_run: Callable[[File, Sheet, Layout, Standing, Chosen], DryRun[Written]]
    # With the form that was sent; raises Refused.
    confirm: Callable[[File, DryRun[Written], Standing, Mapping[str, str]], int]
    confirmed: Callable[[int], str]  # the sentence for so many values written
    more: Callable[[File, Standing, DryRun[Written]], dict[str, Any]]  # of a dry run
    tables: Callable[[Mapping[str, Any]], Sequence[Table | None]] = lambda _more: ()  # of the same
    list_name: Callable[[File], tuple[str, ...]]  # what the name of its list says

    def context(self, file: File, heading: str) -> dict[str, object]:
        """For every page of the file; `head` is the template of what stands at its top."""
        head = f"{self.templates}/_head.html"
        return {"file": file, "heading": heading, "head": head, **self.about(file)}
