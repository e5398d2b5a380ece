"""What the pages of an import ask of the room whose import it is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.functional import Promise

from coverage.models import Indicator, User
from coverage.workbooks.book import Sheet
from coverage.workbooks.column_form import ColumnForm
from coverage.workbooks.dry_run import DryRun, Written
from coverage.workbooks.handed_in import File
from coverage.workbooks.layout import Layout
from coverage.workbooks.matching import Units


class StandingValues(Protocol):
    """What stands before a file is read."""

    @property
    def units(self) -> Units:
        """Those that its rows may mean."""


Standing = TypeVar("Standing", bound=StandingValues)


class ImportKind(ABC, Generic[File, Standing, Written]):
    """The addresses are names of urls that take the id of a file; `templates` is the folder with
    its _head.html, file.html, columns.html and done.html; `value` says what a cell holds."""

    file_address: str
    columns_address: str
    list_address: str
    templates: str
    value: Promise
    column_form: type[ColumnForm[Any]]

    @abstractmethod
    def files(self) -> QuerySet[File]:
        """Those of this kind, with what the pages say of one."""

    @abstractmethod
    def alike(self, file: File) -> QuerySet[File]:
        """The files of the same subject."""

    @abstractmethod
    def may_use(self, user: User, file: File) -> bool:
        """Whether who handed it in may still write what it is about."""

    @abstractmethod
    def about(self, file: File) -> dict[str, object]:
        """What every page of the file says of its subject."""

    def context(self, file: File, heading: str) -> dict[str, object]:
        """For every page of the file; `head` is the template of what stands at its top."""
        head = f"{self.templates}/_head.html"
        return {"file": file, "heading": heading, "head": head, **self.about(file)}

    @abstractmethod
    def units(self, file: File) -> Units: ...

    @abstractmethod
    def indicators(self) -> Sequence[Indicator]: ...

    @abstractmethod
    def tell_layout(self, file: File, sheet: Sheet, layout: Layout, looks: Layout) -> None:
        """Keep what a person said of a sheet; `looks` is the layout as it looked before."""

    @abstractmethod
    def standing(self, file: File) -> Standing:
        """What stands now, and stood when the file was made."""

    @abstractmethod
    def dry_run(
        self,
        file: File,
        sheet: Sheet,
        layout: Layout,
        standing: Standing,
        chosen: Mapping[str, str],
    ) -> DryRun[Written]:
        """`chosen` has what a person chose, by the names of the fields."""

    @abstractmethod
    def confirm(self, file: File, run: DryRun[Written], standing: Standing) -> int:
        """How many values were written. Raises Refused, and PermissionDenied."""

    @abstractmethod
    def confirmed(self, written: int) -> str:
        """The sentence for it."""

    @abstractmethod
    def more(self, file: File, standing: Standing, run: DryRun[Written]) -> dict[str, object]:
        """What the page of a dry run has besides."""

    @abstractmethod
    def list_name(self, file: File) -> tuple[str, ...]:
        """What the name of its list says beside the moment."""
