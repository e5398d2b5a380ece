"""A chart that Word draws itself, with its numbers in a small workbook to edit them.

python-docx has no charts, so the part is written here. Its cached values are what every viewer
shows; LibreOffice reads them as well.
"""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Length
from openpyxl import Workbook

from reports.written_report import sentences as wording
from reports.written_report.report import Chart
from reports.written_report.word.marks import clean
from reports.written_report.word.page import centred

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
BAR_COLOUR, LINE_COLOUR = "2F6F8F", "B8560C"
TEXT = (
    '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="{size}" b="0">'
    '<a:latin typeface="Times New Roman"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
)


def add_chart(
    document: WordDocument, chart: Chart, number: int, width: Length, height: Length
) -> None:
    """The chart in a paragraph of its own; `number` tells the charts of a document apart."""
    package = document.part.package
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"),
        WORKBOOK_TYPE,
        _workbook(chart),
        package,
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART_TYPE, b"", package)
    data = part.relate_to(workbook, RELATIONSHIP_TYPE.PACKAGE)
    part._blob = _chart_xml(chart, data).encode()
    identity = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    drawing = parse_xml(
        f"<w:drawing {NAMESPACES}><wp:inline>"
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name="Chart {number}" descr="{_quoted(chart.title)}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart r:id="{identity}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
    paragraph = centred(document.add_paragraph())
    paragraph.add_run()._r.append(drawing)


def _workbook(chart: Chart) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["", wording.CHART_RATE, wording.CHART_AVERAGE])
    for bar in chart.bars:
        sheet.append([None, bar.rate, chart.average])
        name = sheet.cell(sheet.max_row, 1)
        name.value, name.data_type = clean(bar.name), "s"
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _chart_xml(chart: Chart, data: str) -> str:
    names = [bar.name for bar in chart.bars]
    averages = [chart.average] * len(names)
    title = f"{chart.title}{wording.SIMULATED_NOTE if chart.is_simulated else ''}"
    line = _line(names, averages) if chart.average is not None else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace {NAMESPACES}><c:lang val="vi-VN"/>'
        '<c:roundedCorners val="0"/><c:chart>'
        f'{_title(title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>'
        f"{_bars(names, [bar.rate for bar in chart.bars])}{line}{_axes()}</c:plotArea>"
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{TEXT.format(size=1000)}</c:legend>'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _title(text: str) -> str:
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr><a:r>'
        '<a:rPr lang="vi-VN" sz="1200" b="1"><a:latin typeface="Times New Roman"/></a:rPr>'
        f'<a:t>{_escaped(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _bars(names: Sequence[str], rates: Sequence[Decimal]) -> str:
    labels = (
        f'<c:dLbls><c:numFmt formatCode="0.00" sourceLinked="0"/>{TEXT.format(size=900)}'
        '<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/>'
        '<c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )
    fill = f'<c:spPr><a:solidFill><a:srgbClr val="{BAR_COLOUR}"/></a:solidFill></c:spPr>'
    series = _series(0, wording.CHART_RATE, "B", names, rates, fill, labels)
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
    )


def _line(names: Sequence[str], averages: Sequence[Decimal | None]) -> str:
    drawn = (
        f'<c:spPr><a:ln w="22225"><a:solidFill><a:srgbClr val="{LINE_COLOUR}"/></a:solidFill>'
        '<a:prstDash val="dash"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>'
    )
    series = _series(1, wording.CHART_AVERAGE, "C", names, averages, drawn, "")
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>'
    )


def _series(
    position: int,
    name: str,
    column: str,
    names: Sequence[str],
    values: Sequence[Decimal | None],
    look: str,
    labels: str,
) -> str:
    last = len(names) + 1
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{_escaped(text)}</c:v></c:pt>'
        for index, text in enumerate(names)
    )
    numbers = "".join(
        f'<c:pt idx="{index}"><c:v>{value:f}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(names)}"/>'
    return (
        f'<c:ser><c:idx val="{position}"/><c:order val="{position}"/>'
        f'<c:tx><c:strRef><c:f>Sheet!${column}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{_escaped(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f"{look}{labels}<c:cat><c:strRef><c:f>Sheet!$A$2:$A${last}</c:f>"
        f"<c:strCache>{count}{points}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet!${column}$2:${column}${last}</c:f><c:numCache>"
        f"<c:formatCode>0.00</c:formatCode>{count}{numbers}</c:numCache></c:numRef></c:val>"
        "</c:ser>"
    )


def _axes() -> str:
    text = TEXT.format(size=900)
    return (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'{text}<c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/>'
        '</c:scaling><c:delete val="0"/><c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350">'
        '<a:solidFill><a:srgbClr val="D0D7DD"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{text}'
        '<c:crossAx val="1"/></c:valAx>'
    )


def _escaped(text: str) -> str:
    return escape(clean(text))


def _quoted(text: str) -> str:
    return escape(clean(text), {'"': "&quot;"})
