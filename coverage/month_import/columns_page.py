"""What the columns of a sheet hold, told once for all sheets with the same headings."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from coverage.models import ImportedFile, Indicator
from coverage.month_import.column_form import (
    NUMBERS,
    PERCENTS,
    Told,
    choices,
    column_choices,
    told_layout,
    told_rows,
)
from coverage.month_import.file_page import book_of, own_file
from coverage.month_import.files import tell_layout
from coverage.month_import.known import names_of, units_below
from coverage.notation.periods import to_slug, write_period
from coverage.requests import SignedInRequest
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.guessing import Names, guess, guess_sheet
from coverage.workbooks.layout import Layout, from_json
from coverage.workbooks.matching import Units


@require_http_methods(["GET", "HEAD", "POST"])
def import_columns(request: SignedInRequest, file_id: int) -> HttpResponse:
    """The sheet's columns with a guess at each; another sheet, or other headings, guess anew."""
    file = own_file(request, file_id)
    if file.confirmed_at is not None:
        return redirect("import_file", file.pk)
    book = book_of(file)
    indicators = list(Indicator.objects.all())
    units, names = units_below(request.user, file.unit, file.period), names_of(indicators)
    sheet = _sheet(request, file, book, units, names)
    guessed = guess_sheet(sheet, units, names)
    is_saved = _is_of(sheet, request) and request.POST.get("action") == "save"
    rows = _rows(request, file, sheet, guessed, names)
    told = told_layout(request.POST, rows, indicators) if is_saved else Told(rows, ())
    if is_saved and not told.problems:
        tell_layout(file, sheet, told.layout, guessed)
        return redirect("import_file", file.pk)
    context = {
        "file": file,
        "unit": file.unit,
        "month": write_period(file.period),
        "slug": to_slug(file.period),
        "sheets": [each.name for each in book.sheets if each.cells],
        "layout": told.layout,
        "problems": told.problems,
        "columns": column_choices(sheet, told.layout, indicators),
        "numbers": choices(NUMBERS.items(), told.layout.numbers),
        "percents": choices(PERCENTS.items(), told.layout.percents),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if told.problems else HTTPStatus.OK
    return render(request, "coverage/month_import/columns.html", context, status=status)


def _sheet(
    request: SignedInRequest, file: ImportedFile, book: Book, units: Units, names: Names
) -> Sheet:
    """The one asked for, else the one told before, else the one with most units."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    told = from_json(file.layout).sheet if file.layout else ""
    for name in (request.POST.get("sheet", ""), told):
        if name in by_name:
            return by_name[name]
    return by_name[guess(book, units, names).sheet]


def _is_of(sheet: Sheet, request: SignedInRequest) -> bool:
    """Whether the form that was sent is about this sheet, not about the one shown before it."""
    return request.POST.get("shown") == sheet.name


def _rows(
    request: SignedInRequest, file: ImportedFile, sheet: Sheet, guessed: Layout, names: Names
) -> Layout:
    """The guess on the rows that the form tells; before there is one, the layout told last."""
    if request.method == "POST":
        return told_rows(request.POST, guessed, sheet, names) if _is_of(sheet, request) else guessed
    kept = from_json(file.layout) if file.layout else None
    return kept if kept is not None and kept.sheet == sheet.name else guessed
