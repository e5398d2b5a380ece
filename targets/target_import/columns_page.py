"""What the columns of a sheet of targets hold."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.models import Indicator
from coverage.month_import.column_form import NUMBERS, choices
from coverage.month_import.known import names_of
from coverage.requests import SignedInRequest
from coverage.workbooks.book import Book, Sheet
from coverage.workbooks.guessing import Names, guess, guess_sheet
from coverage.workbooks.layout import from_json
from coverage.workbooks.matching import Units
from targets.models import TargetFile
from targets.target_import.column_form import (
    Told,
    column_fields,
    guessed,
    indicator_choices,
    kept,
    part_choices,
    percent_choices,
    shown_again,
    told,
)
from targets.target_import.file_page import about, book_of, own_target_file
from targets.target_import.files import tell_layout
from targets.target_import.known import document_units


@require_http_methods(["GET", "HEAD", "POST"])
def target_file_columns(request: SignedInRequest, file_id: int) -> HttpResponse:
    """The sheet's columns with a guess at each; another sheet, or other headings, guess anew."""
    file = own_target_file(request, file_id)
    if file.confirmed_at is not None:
        return redirect("target_file", file.pk)
    book, units = book_of(file), document_units(file.document)
    indicators = list(Indicator.objects.order_by("order"))
    names = names_of(indicators)
    sheet = _sheet(request, file, book, units)
    said = _said(request, file, sheet, units, names)
    if request.POST.get("action") == "save" and _is_of(sheet, request):
        said = told(request.POST, sheet, said, indicators)
        if not said.problems:
            tell_layout(file, said.layout)
            return redirect("target_file", file.pk)
    context = about(file) | {
        "sheets": [each.name for each in book.sheets if each.cells],
        "layout": said.layout,
        "problems": said.problems,
        "columns": column_fields(sheet, said, indicators),
        "usual": said.usual,
        "usual_indicators": indicator_choices(said, indicators),
        "usual_counts": part_choices(said.usual.part, _("– choose –")),
        "numbers": choices(NUMBERS.items(), said.layout.numbers),
        "percents": percent_choices(said),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if said.problems else HTTPStatus.OK
    return render(request, "targets/target_import/columns.html", context, status=status)


def _sheet(request: SignedInRequest, file: TargetFile, book: Book, units: Units) -> Sheet:
    """The one asked for, else the one told before, else the one with most units."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    before = from_json(file.layout).sheet if file.layout else ""
    for name in (request.POST.get("sheet", ""), before):
        if name in by_name:
            return by_name[name]
    return by_name[guess(book, units, {}).sheet]


def _is_of(sheet: Sheet, request: SignedInRequest) -> bool:
    """Whether the form that was sent is about this sheet, not about the one shown before it."""
    return request.POST.get("shown") == sheet.name


def _said(
    request: SignedInRequest, file: TargetFile, sheet: Sheet, units: Units, names: Names
) -> Told:
    layout = guess_sheet(sheet, units, {})
    if request.method == "POST" and _is_of(sheet, request):
        return shown_again(request.POST, sheet, layout, names)
    before = from_json(file.layout) if file.layout and request.method != "POST" else None
    if before is not None and before.sheet == sheet.name:
        return kept(before)
    return guessed(sheet, layout, names)
