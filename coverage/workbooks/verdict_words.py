"""Verdicts in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from coverage.workbooks.judging import Verdict

_TEXTS: Mapping[Verdict, Promise] = {
    Verdict.NEW: pgettext_lazy("verdict", "new"),
    Verdict.CHANGED: pgettext_lazy("verdict", "changed"),
    Verdict.SAME: pgettext_lazy("verdict", "the same"),
    Verdict.KEPT: pgettext_lazy("verdict", "left as it stands"),
    Verdict.CONFLICT: gettext_lazy("changed by two"),
    Verdict.LOCKED: gettext_lazy("month not open"),
    Verdict.ERROR: pgettext_lazy("verdict", "error"),
    Verdict.WARNING: pgettext_lazy("verdict", "warning"),
}


def verdict_text(verdict: Verdict) -> str:
    return str(_TEXTS[verdict])
