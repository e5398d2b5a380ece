"""What the columns of a sheet hold, said by a person."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coverage.requests import SignedInRequest
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.column_form import NUMBERS, Answer, ColumnForm, options
from coverage.workbooks.file_page import book_of, own_file
from coverage.workbooks.guessing import guess, guess_sheet
from coverage.workbooks.handed_in import File
from coverage.workbooks.import_kind import ImportKind
from coverage.workbooks.layout import Layout, from_json
from coverage.workbooks.matching import Units

_SAVE = "save"


def columns_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file_id: int
) -> HttpResponse:
    """The sheet's columns with a guess at each; another sheet, or other headings, guess anew."""
    file = own_file(kind, request, file_id)
    if file.confirmed_at is not None:
        return redirect(kind.file_address, file.pk)
    book, units = book_of(file), kind.units(file)
    before = from_json(file.layout) if file.layout else None
    sheet = _sheet(request.POST.get("sheet", ""), before, book, units)
    looks = guess_sheet(sheet, units, {})
    form = kind.column_form(sheet, looks, kind.indicators())
    posted = request.POST if request.method == "POST" else None
    answer = _answer(form, posted, before)
    if posted and _is_saved(posted, sheet) and not answer.problems:
        kind.tell_layout(file, sheet, answer.layout, looks)
        return redirect(kind.file_address, file.pk)
    context = kind.context(file, _("What the columns hold")) | {
        "sheets": [each.name for each in book.sheets if each.cells],
        "layout": answer.layout,
        "problems": answer.problems,
        "numbers": options(NUMBERS.items(), answer.layout.numbers),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if answer.problems else HTTPStatus.OK
    context |= form.context(answer)
    return render(request, f"{kind.templates}/columns.html", context, status=status)


def _sheet(asked: str, before: Layout | None, book: Book, units: Units) -> Sheet:
    """The one asked for, else the one told before, else the one with most units."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    for name in (asked, before.sheet if before else ""):
        if name in by_name:
            return by_name[name]
    return by_name[guess(book, units, {}).sheet]


def _answer(
    form: ColumnForm[Answer], posted: Mapping[str, str] | None, before: Layout | None
) -> Answer:
    if posted is None:
        is_told = before is not None and before.sheet == form.sheet.name
        return form.kept(before) if before and is_told else form.guessed()
    if not _is_of(posted, form.sheet):
        return form.guessed()
    return form.told(posted) if _is_saved(posted, form.sheet) else form.shown(posted)


def _is_of(posted: Mapping[str, str], sheet: Sheet) -> bool:
    """Whether the form that was sent is about this sheet, not about the one shown before it."""
    return posted.get("shown") == sheet.name


def _is_saved(posted: Mapping[str, str], sheet: Sheet) -> bool:
    return _is_of(posted, sheet) and posted.get("action") == _SAVE
