"""The pages of a workbook that was handed in: what its columns hold, what it would do, its
confirmation, and its list as a workbook."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from coverage.models import Indicator
from coverage.requests import SignedInRequest, refusal_of
from coverage.tables.answer import asks_for_table, table_answer
from coverage.tables.workbook import Head
from coverage.workbooks.book import Book, FileRefused, Sheet
from coverage.workbooks.column_form import NUMBERS, Answer, ColumnForm, options
from coverage.workbooks.commented import commented_workbook
from coverage.workbooks.dry_run import DryRun, Written
from coverage.workbooks.guessing import guess_sheet, sheet_of_units
from coverage.workbooks.handed_in import File, confirmed_before
from coverage.workbooks.handing import file_answer
from coverage.workbooks.import_kind import Chosen, ImportKind, Standing
from coverage.workbooks.layout import Layout, from_json
from coverage.workbooks.matching import Units
from coverage.workbooks.one_at_a_time import SECONDS_TO_RETRY, StillReading, alone_reading
from coverage.workbooks.reading import read_book
from coverage.workbooks.shown_run import contested, counts, groups, row_choices

View = Callable[[SignedInRequest, int], HttpResponse]
_SAVE = "save"


def views_of(kind: ImportKind[File, Any, Any]) -> tuple[View, View, View]:
    """The views of a file, of its columns, and of its list, by the file's id."""

    def view(page: Callable[..., HttpResponse]) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        def answer(request: SignedInRequest, file_id: int) -> HttpResponse:
            file = _own_file(kind, request, file_id)
            try:
                return page(kind, request, file)
            except StillReading as refusal:
                return _told_to_wait(request, file, refusal)

        return answer

    return view(_file_page), view(_columns_page), view(_list_page)


def _told_to_wait(request: SignedInRequest, file: File, refusal: StillReading) -> HttpResponse:
    context = {"file": file, "refusal": str(refusal)}
    status = HTTPStatus.TOO_MANY_REQUESTS
    response = render(request, "_import_busy.html", context, status=status)
    response.headers["Retry-After"] = str(SECONDS_TO_RETRY)
    return response


def _own_file(kind: ImportKind[File, Any, Any], request: SignedInRequest, file_id: int) -> File:
    """404 where there is none, 403 where it is another's, or what it is about."""
    file = get_object_or_404(kind.files.all(), pk=file_id)
    if file.uploaded_by_id != request.user.pk or not kind.may_use(request.user, file):
        raise PermissionDenied
    return file


def _book_of(file: File) -> Book:
    """The file's cells, read anew. Raises StillReading, and Http404 where the file is gone."""
    try:
        with alone_reading(file.uploaded_by_id):
            return read_book(file.content(), file.name)
    except (FileNotFoundError, FileRefused) as error:
        raise Http404 from error


def _file_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file: File
) -> HttpResponse:
    """What the file would do; with its button, it does so. Afterwards, what it did."""
    if file.confirmed_at is not None:
        context = kind.context(file, _("Imported"))
        return render(request, f"{kind.templates}/done.html", context)
    if file.layout is None:
        return redirect(kind.columns_address, file.pk)
    standing, run = _looked_at(kind, request, file)
    status = HTTPStatus.OK
    if request.POST.get("action") == "confirm":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if _is_confirmed(kind, request, file, run, standing):
            return redirect(kind.file_address, file.pk)
        # What stood in the way may have come since: it is to be seen.
        standing, run = _looked_at(kind, request, file)
    more = kind.more(file, standing, run)
    if asks_for_table(request):
        return table_answer(request, Head(file.name, [file.name]), kind.tables(more))
    context = _context(kind, request, file, standing, run) | more
    return render(request, f"{kind.templates}/file.html", context, status=status)


def _list_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file: File
) -> HttpResponse:
    """The sheet with what is to be said of its cells, as a workbook."""
    if file.layout is None:
        return redirect(kind.columns_address, file.pk)
    _standing, run = _looked_at(kind, request, file)
    return file_answer(commented_workbook(run), *kind.list_name(file))


def _columns_page(
    kind: ImportKind[File, Any, Any], request: SignedInRequest, file: File
) -> HttpResponse:
    """The sheet's columns with a guess at each; another sheet, or other headings, guess anew."""
    if file.confirmed_at is not None:
        return redirect(kind.file_address, file.pk)
    book, units = _book_of(file), kind.units(file)
    before = from_json(file.layout) if file.layout else None
    sheet = _sheet(request.POST.get("sheet", ""), before, book, units)
    looks = guess_sheet(sheet, units)
    form = kind.column_form(sheet, looks, list(Indicator.objects.all()))
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
    return sheet_of_units(book, units)


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


def _looked_at(
    kind: ImportKind[File, Standing, Written], request: SignedInRequest, file: File
) -> tuple[Standing, DryRun[Written]]:
    standing = kind.standing(file)
    layout = from_json(file.layout or {})
    sheets = {sheet.name: sheet for sheet in _book_of(file).sheets}
    if layout.sheet not in sheets:
        raise Http404
    run = kind.dry_run(file, sheets[layout.sheet], layout, standing, _chosen(request))
    return standing, run


def _is_confirmed(
    kind: ImportKind[File, Standing, Written],
    request: SignedInRequest,
    file: File,
    run: DryRun[Written],
    standing: Standing,
) -> bool:
    """Whether its values are written; where they are not, a message says why."""
    if not run.can_be_confirmed:
        messages.error(request, _("Nothing was written: look at the list below first."))
        return False
    refused = refusal_of(
        request, lambda: kind.confirmed(kind.confirm(file, run, standing, request.POST))
    )
    return refused is None


def _chosen(request: SignedInRequest) -> Chosen:
    return {
        name: str(value)
        for name, value in request.POST.items()
        if name.startswith(("u-", "c-", "q-")) and value
    }


def _context(
    kind: ImportKind[File, Standing, Written],
    request: SignedInRequest,
    file: File,
    standing: Standing,
    run: DryRun[Written],
) -> dict[str, object]:
    return kind.context(file, _("What the file would change")) | {
        "run": run,
        "counts": counts(run),
        "groups": groups(run),
        "contested": contested(run, _chosen(request)),
        "row_choices": row_choices(run, standing.units),
        "earlier": confirmed_before(kind.alike(file), file.sha256),
        "has_choices": bool(run.choices or run.values or any(line.choice for line in run.lines)),
        "to_write": len(run.cells),
        "reason": request.POST.get("reason", ""),
        "what": kind.value,
        "columns_url": reverse(kind.columns_address, args=[file.pk]),
        "list_url": reverse(kind.list_address, args=[file.pk]),
    }
