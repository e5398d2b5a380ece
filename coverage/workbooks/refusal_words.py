"""Why a file is not read, in the reader's language: what is wrong, where, and what to do."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage.notation.numbers import write_people
from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading.reasons import Reason

_SENTENCES: Mapping[Reason, Promise] = MappingProxyType(
    {
        Reason.EMPTY_FILE: _("The file is empty. Save the workbook again and choose that file."),
        Reason.FILE_TOO_LARGE: _(
            "The file has %(size)s MB; at most %(most)s MB are read. Keep only the sheets with "
            "figures, remove pictures, and save again."
        ),
        Reason.OLD_EXCEL: _(
            "The file is a workbook of an old Excel (.xls). Open it in Excel, choose Save As, "
            "Excel Workbook (.xlsx), and choose that file."
        ),
        Reason.ENCRYPTED: _(
            "The file is protected by a password. Open it in Excel, remove the password under "
            "File, Info, Protect Workbook, Encrypt with Password, and save again."
        ),
        Reason.PLAIN_TEXT: _(
            "The file holds plain text (such as .csv), whatever its name says. Open it in Excel, "
            "look whether the columns and letters are right, and save it as .xlsx."
        ),
        Reason.WEB_PAGE: _(
            "The file is a web page, whatever its name says; some programs export tables so. Open "
            "it in Excel and save it as .xlsx."
        ),
        Reason.XML_TABLE: _(
            "The file is XML, not a workbook. Open it in Excel and save it as .xlsx."
        ),
        Reason.OPEN_DOCUMENT: _(
            "The file is an OpenDocument spreadsheet (.ods). Open it in LibreOffice or Excel and "
            "save it as .xlsx."
        ),
        Reason.BINARY_WORKBOOK: _(
            "The file is a binary workbook (.xlsb). Open it in Excel and save it as .xlsx."
        ),
        Reason.OTHER_DOCUMENT: _(
            "The file is a document of another program, not a workbook of Excel. Choose a file "
            "saved as .xlsx."
        ),
        Reason.NOT_A_WORKBOOK: _(
            "The file is not a workbook of Excel, whatever its name says. Choose a file saved as "
            ".xlsx."
        ),
        Reason.DAMAGED: _(
            "The file is damaged (at “%(part)s”). Copy it anew from where it came; if it opens in "
            "Excel, save it again as .xlsx."
        ),
        Reason.UNSAFE_ARCHIVE: _(
            "The file is put together in a way Excel never does (at “%(part)s”) and is not opened. "
            "Open the original in Excel and save it as .xlsx."
        ),
        Reason.TOO_MANY_PARTS: _(
            "The file has more than %(most)s parts; a workbook of figures has a few dozen. Copy "
            "the sheets with figures to a new workbook and save it as .xlsx."
        ),
        Reason.UNPACKS_TOO_LARGE: _(
            "Unpacked, the file is far larger than it looks (at most %(most)s MB are read). Copy "
            "the sheets with figures to a new workbook and save it as .xlsx."
        ),
        Reason.MACROS: _(
            "The file holds macros. Open it in Excel, choose Save As, Excel Workbook (.xlsx), "
            "which leaves them out, and choose that file."
        ),
        Reason.PART_MISSING: _(
            "The file lacks a part of itself (“%(part)s”). Copy it anew from where it came; if it "
            "opens in Excel, save it again as .xlsx."
        ),
        Reason.PART_ELSEWHERE: _(
            "A part of the file lies outside it (“%(part)s”) and is not fetched. Open the original "
            "in Excel and save it as .xlsx."
        ),
        Reason.DECLARES_ENTITIES: _(
            "The file holds declarations that Excel never writes (at “%(part)s”) and is not "
            "opened. Open the original in Excel and save it as .xlsx."
        ),
        Reason.NO_SHEETS: _("The workbook has no sheet with cells. Choose one with figures."),
        Reason.TOO_MANY_SHEETS: _(
            "The workbook has more than %(most)s sheets. Copy those with figures to a new workbook "
            "and save it as .xlsx."
        ),
        Reason.DAMAGED_CELL: _(
            "Sheet “%(sheet)s”, cell %(cell)s: what the file says of this cell cannot be. Open the "
            "file in Excel, type the cell anew, and save it as .xlsx."
        ),
        Reason.CELL_TOO_FAR: _(
            "Sheet “%(sheet)s”, cell %(cell)s lies too far from the table: at most %(rows)s rows "
            "and %(columns)s columns are read. Clear the cells beyond the table and save again."
        ),
        Reason.TOO_MANY_CELLS: _(
            "The workbook has more than %(most)s filled cells. Import it in several files, each "
            "with a part of the sheets or units."
        ),
        Reason.TEXT_TOO_LONG: _(
            "A cell holds a text of more than %(most)s characters, which is more than Excel "
            "allows. Shorten it and save again."
        ),
        Reason.TOO_MUCH_TEXT: _(
            "The workbook holds far more text than figures. Copy the sheets with figures to a new "
            "workbook and save it as .xlsx."
        ),
        Reason.TOO_INTRICATE: _(
            "The workbook holds too much formatting to be read (at “%(part)s”). Copy the table, "
            "paste it as values into a new workbook, and save it as .xlsx."
        ),
        Reason.TOOK_TOO_LONG: _(
            "Reading the file took more than %(seconds)s seconds and was stopped. Copy the table, "
            "paste it as values into a new workbook, and save it as .xlsx."
        ),
        Reason.UNREADABLE: _(
            "The file could not be read. Open it in Excel, copy the table, paste it as values into "
            "a new workbook, and save it as .xlsx."
        ),
    }
)


def refusal_text(refusal: FileRefused) -> str:
    """The sentence for a refused file, with its numbers and places."""
    details = {
        name: write_people(detail) if isinstance(detail, int) else detail
        for name, detail in refusal.details.items()
    }
    return str(_SENTENCES[Reason(refusal.reason)]) % details
