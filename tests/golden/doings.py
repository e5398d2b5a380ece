"""What clerk and approver do, step by step as steps.txt has it: the answers to every form."""

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from places import COMMUNE, VINH_LONG, filled, indicator_ids, sections
from visitor import Record, Visitor
from world import World

STEPS = Path(__file__).with_name("steps.txt")
PEOPLE = {
    "clerk": "nhaplieu",
    "other": "nhaplieu",
    "approver": "pheduyet",
    "reader": "bancd",
    "nobody": "",
}
Sheet = list[list[Any]]
MONTH: Sheet = [
    ["BÁO CÁO THÁNG 11/2026"],
    ["TT", "Đơn vị", "BHXH bắt buộc", "BHXH tự nguyện", "BHYT", "Ghi chú"],
    [1, "{second}", 1500, 300, 12_000, None],
    [2, "{third}", "1.500", "k", "12.345", "đã đối chiếu"],
]
MONTH_WRONG: Sheet = [
    *MONTH,
    [3, "{fourth}", "1,500", -3, "nhiều", None],
    [4, "Xã Không Có", 1, 2, 3, None],
    [5, "{third}", 1, 2, 3, None],
    [None, "Tổng cộng", 3003, 600, 24_345, None],
]
TARGETS: Sheet = [
    ["CHỈ TIÊU BAO PHỦ BHYT"],
    ["TT", "Đơn vị", 2026, 2027],
    [None, "Tỉnh Vĩnh Long", 95, 95.5],
    [1, "{second}", "90,0", "≥ 93"],
]
TARGETS_WRONG: Sheet = [*TARGETS, [2, "{third}", "90.5", "-"], [3, "Xã Không Có", 91, 92]]
SHEETS = {
    "month-right": MONTH,
    "month-wrong": MONTH_WRONG,
    "targets-right": TARGETS,
    "targets-wrong": TARGETS_WRONG,
}
# Into the template that was read last: what stands to the right of a unit's name.
TEMPLATES: dict[str, dict[str, list[Any]]] = {
    "month-template": {"{fourth}": [5_000, 4_000, 1_000], "{fifth}": ["k", "kad", 0]},
    "targets-template": {"{fourth}": [9_000, "91 %", "> 7; 95 %"]},
}


def do_all(record: Record, world: World) -> None:
    people = {who: Visitor(record, world, name) for who, name in PEOPLE.items()}
    units = apps.get_model("coverage", "AdministrativeUnit").objects
    communes = units.filter(parent=VINH_LONG.unit_id).order_by("code")[:5]
    ordinals = ("first", "second", "third", "fourth", "fifth")
    names = dict(zip(ordinals, (each.full_name for each in communes), strict=True))
    known = _known(dict(zip(ordinals, (each.pk for each in communes), strict=True)))
    for section, steps in sections(STEPS).items():
        for name, who, what, *typed in steps:
            said = parse_qs(filled(typed[0], known) if typed else "", keep_blank_values=True)
            file, where, visitor = f"done-{section}/{name}", filled(what, known), people[who]
            if where.startswith("/"):
                visitor.read(file, where, {key: value for key, [value] in said.items()})
            else:
                visitor.send(file, where, _with_workbook(said, visitor.content, names))


def _known(communes: dict[str, int]) -> dict[str, object]:
    """What the fields in braces stand for: ids, and rows of a grid."""
    indicators, documents = indicator_ids(), apps.get_model("targets", "Document").objects
    stocks = {code: pk for code, pk in indicators.items() if code.startswith("BH")}
    first, second = communes["first"], communes["second"]
    absences = {f"v-{second}-{pk}": "k" for pk in stocks.values()}
    return {
        **indicators,
        **communes,
        "vl": VINH_LONG.unit_id,
        "commune": COMMUNE.unit_id,
        "document": documents.latest("pk").pk + 1,
        "numbers": urlencode({f"v-{first}-{pk}": "1.234" for pk in stocks.values()}),
        "absences": urlencode(absences | {f"v-{second}-{indicators['BHYT']}": "kad"}),
    }


def _with_workbook(
    said: dict[str, list[str]], read_last: bytes, names: dict[str, str]
) -> dict[str, Any]:
    """What is typed, with the file that it names."""
    if "file" not in said:
        return said
    name = said["file"][0].removeprefix("@")
    stem = name.split(".")[0]
    if stem in SHEETS:
        content = _sheet(SHEETS[stem], names)
    elif stem in TEMPLATES:
        content = _template(read_last, TEMPLATES[stem], names)
    else:
        content = b"%PDF-1.4, but not much else"
    return said | {"file": SimpleUploadedFile(name, content)}


def _sheet(rows: Sheet, names: dict[str, str]) -> bytes:
    made = Workbook()
    for row in rows:
        made.worksheets[0].append(
            [filled(each, names) if isinstance(each, str) else each for each in row]
        )
    return _saved(made)


def _template(content: bytes, values: dict[str, list[Any]], names: dict[str, str]) -> bytes:
    made = load_workbook(BytesIO(content))
    by_name = {filled(name, names): row for name, row in values.items()}
    for cell in [cell for sheet in made for row in sheet.iter_rows() for cell in row]:
        for place, value in enumerate(by_name.get(str(cell.value), ()), start=1):
            cell.offset(column=place).value = value  # type: ignore[union-attr]
    return _saved(made)


def _saved(made: Workbook) -> bytes:
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()
