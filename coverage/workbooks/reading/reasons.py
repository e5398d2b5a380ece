"""Why a file is not read, as codes. `coverage/workbooks/refusal_words.py` says them."""

from enum import StrEnum


class Reason(StrEnum):
    """Beside each: the names of its details, where it has any."""

    # What the file is
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"  # size, most (megabytes)
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    PLAIN_TEXT = "plain_text"
    WEB_PAGE = "web_page"
    XML_TABLE = "xml_table"
    OPEN_DOCUMENT = "open_document"
    BINARY_WORKBOOK = "binary_workbook"
    OTHER_DOCUMENT = "other_document"
    NOT_A_WORKBOOK = "not_a_workbook"
    # The archive
    DAMAGED = "damaged"  # part
    UNSAFE_ARCHIVE = "unsafe_archive"  # part
    TOO_MANY_PARTS = "too_many_parts"  # most
    UNPACKS_TOO_LARGE = "unpacks_too_large"  # most (megabytes)
    MACROS = "macros"
    PART_MISSING = "part_missing"  # part
    PART_ELSEWHERE = "part_elsewhere"  # part
    DECLARES_ENTITIES = "declares_entities"  # part
    # The workbook
    NO_SHEETS = "no_sheets"
    TOO_MANY_SHEETS = "too_many_sheets"  # most
    DAMAGED_CELL = "damaged_cell"  # sheet, cell
    CELL_TOO_FAR = "cell_too_far"  # sheet, cell, rows, columns
    TOO_MANY_CELLS = "too_many_cells"  # most
    TEXT_TOO_LONG = "text_too_long"  # sheet, cell, most
    TOO_MUCH_TEXT = "too_much_text"
    TOO_INTRICATE = "too_intricate"  # part
    # The reading
    TOOK_TOO_LONG = "took_too_long"  # seconds
    UNREADABLE = "unreadable"
