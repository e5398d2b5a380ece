"""Dates as a workbook keeps them: days since an origin, the hours as a fraction. Pure."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from coverage.workbooks.reading.number_formats import Shows

_ORIGIN_1904 = date(1904, 1, 1)
# Serial 1 is 1/1/1900, and Excel holds 1900 for a leap year: from 1/3/1900 on (61) all serials
# are one too high, and 60 is a day that never was.
_BEFORE_THE_GAP, _AFTER_THE_GAP = date(1899, 12, 31), date(1899, 12, 30)
_DAY_THAT_NEVER_WAS = 60
_LAST, _LAST_1904 = 2_958_465, 2_957_003  # 31/12/9999
_MINUTES = 24 * 60


def date_text(serial: Decimal, shows: Shows, is_1904: bool) -> str | None:
    """As "30/06/2023", "30/06/2023 08:15" or "08:15"; None where Excel shows only ####.

    Hours are said where the format shows them and they are not 0.
    """
    last = _LAST_1904 if is_1904 else _LAST
    if not 0 <= serial < last + 1:
        return None
    days, part = divmod(serial, 1)
    minutes = int((part * _MINUTES).quantize(Decimal(1), ROUND_HALF_UP))
    if minutes == _MINUTES:
        days, minutes = min(days + 1, Decimal(last)), 0
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    if shows is Shows.TIME:
        return clock if days == 0 else f"{int(days) * 24 + minutes // 60:02d}:{minutes % 60:02d}"
    day = _day_text(int(days), is_1904)
    return f"{day} {clock}" if minutes and shows is Shows.DATE_AND_TIME else day


def iso_date_text(written: str) -> str | None:
    """The text of a date written "2023-06-30" or "2023-06-30T08:15:00"; None where it is none."""
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return f"{moment:%d/%m/%Y %H:%M}".removesuffix(" 00:00")


def _day_text(days: int, is_1904: bool) -> str:
    if is_1904:
        return _written(_ORIGIN_1904 + timedelta(days))
    if days in (0, _DAY_THAT_NEVER_WAS):
        return "00/01/1900" if days == 0 else "29/02/1900"
    origin = _BEFORE_THE_GAP if days < _DAY_THAT_NEVER_WAS else _AFTER_THE_GAP
    return _written(origin + timedelta(days))


def _written(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
