"""How a page of typed cells answers: a block is saved whole or not at all, and where it is not, the
page comes back as it was typed. What its cells mean, the grid says."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coverage.grid import receipts, unsaved
from coverage.grid.block import BlockReading, Key, Value, Version
from coverage.grid.cells import GridCell
from coverage.grid.words import asked_text, nothing_saved_text
from coverage.models import User
from coverage.refusals import Conflict, Refused, ShownChanged


class GridRow(Protocol):
    @property
    def cells(self) -> Sequence[GridCell[Any, Any]]: ...


class TypedGrid(Protocol[Version, Value]):
    """A grid as one person asks for it."""

    @property
    def template(self) -> str: ...

    @property
    def user(self) -> User: ...

    def read(self, posted: QueryDict) -> BlockReading[Version, Value]:
        """Raises Refused where the block is not of this grid."""

    def write(self, reading: BlockReading[Version, Value]) -> list[str]:
        """In a transaction; sentences that say what was done. Raises Refused."""

    def theirs(self, conflict: Conflict) -> dict[Key, Version | None]:
        """What is in each of the contested cells now."""

    def page(
        self, reading: BlockReading[Version, Value]
    ) -> tuple[Sequence[GridRow], dict[str, object]]:
        """The rows, with what was typed over what is there now, and what else the template asks
        for."""

    def address_after(self) -> str:
        """Where a save leads."""


def grid_answer(request: HttpRequest, grid: TypedGrid[Version, Value]) -> HttpResponse:
    if request.method == "POST":
        unsaved.forget(request)
        posted: QueryDict | None = request.POST
    else:
        posted = unsaved.kept_for(request, grid.user)
    if posted is None:
        return _page(request, grid, BlockReading())
    try:
        reading = grid.read(posted)
    except Refused as refusal:
        return _page(request, grid, BlockReading(), str(refusal))
    if request.method == "POST":
        return _save(request, grid, reading)
    said = _("You were signed out before saving. What you had typed is here again: save it.")
    messages.warning(request, said)
    return _page(request, grid, reading)


def _save(
    request: HttpRequest, grid: TypedGrid[Version, Value], reading: BlockReading[Version, Value]
) -> HttpResponse:
    if reading.errors:
        return _page(request, grid, reading, nothing_saved_text(len(reading.errors)))
    if reading.questions:
        return _page(request, grid, reading, asked_text(len(reading.questions)))
    try:
        said = receipts.saved_once(grid.user, request.POST, lambda: grid.write(reading))
    except Conflict as conflict:
        contested = replace(reading, contested=grid.theirs(conflict))
        return _page(request, grid, contested, str(conflict), HTTPStatus.CONFLICT)
    except ShownChanged as changed:
        return _page(request, grid, reading, str(changed), HTTPStatus.CONFLICT)
    except Refused as refusal:
        return _page(request, grid, reading, str(refusal))
    for sentence in said:
        messages.success(request, sentence)
    return redirect(grid.address_after())


def _page(
    request: HttpRequest,
    grid: TypedGrid[Version, Value],
    reading: BlockReading[Version, Value],
    refusal: str = "",
    refused: HTTPStatus = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    rows, context = grid.page(reading)
    context |= {
        "rows": rows,
        "refusal": refusal,
        "problems": [
            cell for row in rows for cell in row.cells if cell.state and cell.state.is_problem
        ],
        "asked_about": [cell for row in rows for cell in row.cells if cell.question],
        "writer": unsaved.signature(grid.user),
        "sheet": receipts.new_sheet(),
    }
    return render(request, grid.template, context, status=refused if refusal else HTTPStatus.OK)
