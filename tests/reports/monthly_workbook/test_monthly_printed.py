"""The monthly workbook as LibreOffice prints it: one page wide and whole, whatever the font."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client

from cast import JUNE, Cast
from libreoffice import PROGRAM
from monthly import monthly_file, opened
from pages import signed_in_as
from reporting import count, make_document, promise, report

pytestmark = pytest.mark.libreoffice

MAY, LAST_JUNE, DECEMBER = date(2023, 5, 1), date(2022, 6, 1), date(2022, 12, 1)
TOO_NARROW = "###"
SHEET = re.compile("xl/worksheets/sheet")
# That of the file, or what stands in its place where it is missing, and one that is wider.
FONTS = ("Times New Roman", "DejaVu Sans")


@pytest.fixture(scope="module")
def world(world: Cast) -> Cast:
    """Of millions, one far beyond its target, whose words are long."""
    plan = make_document(world.tra_vinh, date(2023, 1, 1), number="7/KH-UBND")
    for unit, people in ((world.cau_ke, 88_888_888), (world.tra_cu, 66_666_666)):
        for period, lag in ((DECEMBER, 20_000_000), (LAST_JUNE, 30_000_000), (MAY, 1_234_567)):
            report(unit, world.bhyt, period, people - lag)
        report(unit, world.bhyt, JUNE, people)
        count(unit, "population", 2023, people + 8_888)
        promise(plan, unit, world.bhyt, 2023, people=60_000_000)
    return world


def in_font(content: bytes, font: str) -> bytes:
    """The same file in another font."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(stream, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/styles.xml":
                part = part.replace(b"Times New Roman", font.encode())
            after.writestr(name, part)
    return stream.getvalue()


def printed(content: bytes, folder: Path, profile: Path) -> str:
    """The text that stands on the printed pages."""
    folder.mkdir()
    (folder / "book.xlsx").write_bytes(content)
    command = [str(PROGRAM), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), str(folder / "book.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    text = ["pdftotext", "-layout", str(folder / "book.pdf"), "-"]
    return subprocess.run(text, check=True, capture_output=True, text=True, timeout=60).stdout


def pages_of(text: str) -> Iterator[list[str]]:
    for page in text.split("\f"):
        if page.strip():
            yield page.splitlines()


@pytest.mark.parametrize("font", FONTS)
def test_the_report_is_one_page_wide_and_no_number_is_too_wide_in_any_font(
    font: str, cast: Cast, client: Client, tmp_path: Path, profile: Path
) -> None:
    content = monthly_file(signed_in_as(client, cast.dung), cast.tra_vinh)
    text = printed(in_font(content, font), tmp_path / "printed", profile)
    assert TOO_NARROW not in text
    assert "155555554" in re.sub(r"[.,]", "", text)
    (first, *_others) = pages_of(text)
    heading = "\n".join(first)
    assert "Đơn vị" in heading
    assert "Ghi chú" in heading, "the last column is on the page of the first"


def test_every_sheet_is_fitted_to_one_page_across_with_its_heading_repeated(
    cast: Cast, client: Client
) -> None:
    content = monthly_file(signed_in_as(client, cast.dung), cast.tra_vinh)
    with ZipFile(BytesIO(content)) as book:
        sheets = [book.read(each).decode() for each in book.namelist() if SHEET.match(each)]
    assert len(sheets) == len(opened(content).sheetnames)
    for sheet in sheets:
        assert '<pageSetUpPr fitToPage="1"/>' in sheet
        assert re.search(r'<pageSetup [^>]*fitToHeight="0"[^>]*orientation="landscape"', sheet)
        assert "&amp;P/&amp;N</oddFooter>" in sheet
