"""How a page of typed cells answers: a block is saved whole or not at all, and where it is not, the
page comes back as it was typed. What its cells mean, the grid says."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from coverage.grid import receipts, unsaved
from coverage.grid.block import BlockReading, Key, Value, Version
from coverage.grid.cells import GridCell
from coverage.grid.states import CellState
from coverage.grid.words import nothing_saved_text
from coverage.models import User
from coverage.refusals import ChangedMeanwhile, NotAllowed, Refused


class TypedGrid(Protocol[Version, Value]):
    """What a grid of one person must be able to do."""

    @property
    def user(self) -> User: ...

    def read(self, posted: QueryDict) -> BlockReading[Version, Value]:
        """Raises Refused where the block is not of this grid."""

    def write(self, reading: BlockReading[Version, Value]) -> list[str]:
        """Write the changes, in a transaction; sentences that say what was done. Raises Refused."""

    def theirs(self, refusal: ChangedMeanwhile) -> dict[Key, Version | None]:
        """What stands now in each of the cells that somebody else has changed."""

    def page(
        self, reading: BlockReading[Version, Value], refusal: str, status: HTTPStatus
    ) -> HttpResponse:
        """The grid with what was typed over what stands now."""

    def page_after_save(self) -> HttpResponse: ...


class GridRow(Protocol):
    @property
    def cells(self) -> Sequence[GridCell[Any, Any]]: ...


def grid_answer(request: HttpRequest, grid: TypedGrid[Version, Value]) -> HttpResponse:
    posted = request.POST if request.method == "POST" else unsaved.take(request, grid.user)
    if posted is None:
        return grid.page(BlockReading(), "", HTTPStatus.OK)
    try:
        reading = grid.read(posted)
    except Refused as refusal:
        return _refused(grid, BlockReading(), str(refusal))
    if request.method == "POST":
        return _save(request, grid, reading)
    said = _("You were signed out before saving. What you had typed is here again: save it.")
    messages.warning(request, said)
    return grid.page(reading, "", HTTPStatus.OK)


def _save(
    request: HttpRequest, grid: TypedGrid[Version, Value], reading: BlockReading[Version, Value]
) -> HttpResponse:
    if reading.errors:
        return _refused(grid, reading, nothing_saved_text(len(reading.errors)))
    try:
        said = receipts.saved_once(grid.user, request.POST, lambda: grid.write(reading))
    except NotAllowed as refusal:
        raise PermissionDenied from refusal
    except ChangedMeanwhile as refusal:
        contested = replace(reading, contested=grid.theirs(refusal))
        return grid.page(contested, str(refusal), HTTPStatus.CONFLICT)
    except Refused as refusal:
        return _refused(grid, reading, str(refusal))
    for sentence in said:
        messages.success(request, sentence)
    return grid.page_after_save()


def _refused(
    grid: TypedGrid[Version, Value], reading: BlockReading[Version, Value], why: str
) -> HttpResponse:
    return grid.page(reading, why, HTTPStatus.UNPROCESSABLE_ENTITY)


def grid_context(
    user: User, rows: Sequence[GridRow], states: Sequence[CellState], refusal: str
) -> dict[str, object]:
    """What the templates of every grid ask for; `states` are those that its legend explains."""
    return {
        "rows": rows,
        "states": states,
        "refusal": refusal,
        "problems": [cell for row in rows for cell in row.cells if cell.is_problem],
        "writer": unsaved.signature(user),
        "sheet": receipts.new_sheet(),
    }
