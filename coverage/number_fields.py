"""Form fields that read numbers as `notation.numbers` does, and say why one was refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coverage.notation.numbers import (
    NumberError,
    NumberReason,
    read_people,
    read_percent,
    write_people,
)
from coverage.notation.printed import write_printed

Number = TypeVar("Number", int, Decimal)

REASONS = {
    NumberReason.AMBIGUOUS: gettext_lazy("This can be read two ways."),
    NumberReason.NOT_A_NUMBER: gettext_lazy(
        "This is not a number. Leave the cell blank if there is no figure."
    ),
    NumberReason.NEGATIVE: gettext_lazy("A number below zero is not accepted."),
    NumberReason.TOO_LARGE: gettext_lazy("The number is too large."),
    NumberReason.TOO_MANY_DECIMALS: gettext_lazy("At most 4 decimals."),
    NumberReason.FRACTION_OF_A_PERSON: gettext_lazy("A number of people is a whole number."),
    NumberReason.WRONG_GROUPS: gettext_lazy("Dots must part groups of three digits."),
    NumberReason.WRONG_SEPARATOR: gettext_lazy(
        "Write a dot between thousands and a comma before decimals."
    ),
    NumberReason.FORMULA: gettext_lazy("Formulas are not accepted."),
    NumberReason.FOREIGN_DIGITS: gettext_lazy("Use the digits 0 to 9."),
    NumberReason.LEADING_ZERO: gettext_lazy("The number begins with a needless zero."),
}


def explain(error: NumberError) -> str:
    """The reason in the reader's language, with how to write what was probably meant."""
    reason = str(REASONS[error.reason])
    if error.suggestion is None:
        return reason
    hint = _("Did you mean %(suggestion)s?") % {"suggestion": error.suggestion}
    return f"{reason} {hint}"


class PeopleField(forms.Field):
    """Blank is None, never zero."""

    def to_python(self, value: str | None) -> int | None:
        return _read(read_people, value)

    def prepare_value(self, value: Any) -> Any:
        return write_people(value) if isinstance(value, int) else value


class PercentField(forms.Field):
    """Blank is None, never zero; the decimals are kept as typed."""

    def to_python(self, value: str | None) -> Decimal | None:
        return _read(read_percent, value)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, Decimal):
            return value
        return f"{value.normalize():f}".replace(".", ",")


class AsPrintedField(PercentField):
    """A percentage shown again with the decimals it was printed with."""

    def prepare_value(self, value: Any) -> Any:
        return write_printed(value) if isinstance(value, Decimal) else value


def _read(read: Callable[[str], Number | None], value: str | None) -> Number | None:
    try:
        return read(value or "")
    except NumberError as error:
        raise ValidationError(explain(error), code="number") from error
