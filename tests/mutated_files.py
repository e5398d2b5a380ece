"""Good workbooks with a few things changed at random, the same for the same seed.

Run as a program it is the process that reads them one after the other, within the limits of the
one that reads uploads: ``python mutated_files.py FIRST COUNT`` prints what came of them as JSON.
"""

import io
import json
import random
import re
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence

import hostile_files as made
from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits
from coverage.workbooks.reading.child import answer
from coverage.workbooks.reading.file_type import refuse_unless_zip

NUMBERS = ["0", "-1", "1", "99", "65536", "1048577", "2147483648", "1e400", "NaN", "", "A0", "ZZZ9"]
PIECES = ["<", ">", "</", "/>", '"', "&", "&#0;", "&x;", "]]>", "<!DOCTYPE x>", "<c", "<v>", "\0"]


def good_files() -> list[dict[str, bytes]]:
    """The parts of a small workbook with every kind of cell, and of one by another program."""
    kinds = [
        '<c r="A1" t="s" s="1"><v>0</v></c>',
        '<c r="B1" s="2"><v>0.80580000000000007</v></c>',
        '<c r="C1" s="3"><v>45107</v></c>',
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#REF!</v></c>',
        '<c r="F1"><f>SUM(B1:B9)</f><v>5</v></c><c r="G1"><f>B1</f></c>',
        '<c r="H1" t="inlineStr"><is><r><rPr><rFont val=".VnTime"/></rPr><t>Trµ</t></r></is></c>',
        '<c r="I1" t="str"><f>B1</f><v>Vinh</v></c><c r="J1" t="d"><v>2023-06-30</v></c>',
    ]
    sheet = made.sheet_xml(
        made.row_of(*kinds) + '<row r="2" hidden="1"><c><v>821563</v></c></row>',
        before='<cols><col min="2" max="9" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A1:B2"/></mergeCells>',
    )
    styles = made.styles_xml("General", "@", "0.00%", "dd/mm/yyyy", fonts=("Arial", ".VnTime"))
    own = {
        name: content.encode() if isinstance(content, str) else content
        for name, content in made.parts(sheet=sheet, styles=styles).items()
    }
    with zipfile.ZipFile(io.BytesIO(made.of_openpyxl())) as archive:
        foreign = {name: archive.read(name) for name in archive.namelist()}
    return [own, foreign]


def _flip(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:start] + content[end:]


def _double(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    return content[:end] + content[start:end] * chance.randint(1, 20) + content[end:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content) + 1)
    return content[:place] + chance.choice(PIECES).encode() + content[place:]


def _change_a_value(content: bytes, chance: random.Random) -> bytes:
    """The value of an attribute or the text of an element becomes another."""
    found = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', content))
    if not found:
        return content
    match = chance.choice(found)
    value = chance.choice([*NUMBERS, "x" * chance.randint(1, 40_000)]).encode()
    return content[: match.start()] + value + content[match.end() :]


def _swap_elements(content: bytes, chance: random.Random) -> bytes:
    tags = re.findall(rb"<[^>]*>|[^<]+", content)
    one, two = chance.randrange(len(tags)), chance.randrange(len(tags))
    tags[one], tags[two] = tags[two], tags[one]
    return b"".join(tags)


CHANGES: Sequence[Callable[[bytes, random.Random], bytes]] = (
    _flip,
    _cut,
    _double,
    _insert,
    *[_change_a_value] * 6,  # most others only make the XML break
    _swap_elements,
)


def mutated(seed: int, files: Sequence[dict[str, bytes]]) -> bytes:
    """Of four: one with the archive changed, three with parts changed and packed anew."""
    chance = random.Random(seed)
    parts = dict(chance.choice(files))
    if seed % 4 == 0:
        return chance.choice([_flip, _flip, _cut, _double])(made.zipped(parts), chance)
    for _ in range(chance.randint(1, 3)):
        name = chance.choice(list(parts))
        what = chance.randrange(12)
        if what == 0 and len(parts) > 1:
            del parts[name]
        elif what == 1:
            parts[name] = parts[chance.choice(list(parts))]
        elif parts[name]:
            parts[name] = chance.choice(CHANGES)(parts[name], chance)
    return made.zipped(parts, chance.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))


def outcome(content: bytes) -> str:
    """What the reader says: "read", or the reason. Any other exception is a defect."""
    try:
        refuse_unless_zip(content)
    except FileRefused as refusal:
        return str(refusal.reason)
    said = json.loads(answer(content)[0])
    return str(said.get("refused", "read"))


def main(first: int, count: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.MEMORY_BYTES, limits.MEMORY_BYTES))
    files, outcomes, slowest = good_files(), Counter[str](), 0.0
    unchanged = max(_outcome_and_seconds(made.zipped(parts))[1] for parts in files)
    for seed in range(first, first + count):
        try:
            what, seconds = _outcome_and_seconds(mutated(seed, files))
        except Exception as error:
            raise RuntimeError(f"seed {seed}") from error
        outcomes[what] += 1
        slowest = max(slowest, seconds)
    print(json.dumps({"outcomes": outcomes, "slowest": slowest, "unchanged": unchanged}))


def _outcome_and_seconds(content: bytes) -> tuple[str, float]:
    """Seconds of CPU."""
    before = time.process_time()
    return outcome(content), time.process_time() - before


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
