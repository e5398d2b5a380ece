"""Why a cell of a file is not simply new, in the reader's language."""

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from coverage.month_import.judge import Judged
from coverage.month_import.known import Standing
from coverage.workbooks.judging import Verdict


def reason_of(judged: Judged) -> tuple[str, str]:
    """(reason, what to do); both blank where the verdict says it all."""
    standing = judged.standing
    if judged.verdict == Verdict.LOCKED:
        return _("The month of this unit is not open."), _("Ask the approver to open or reopen it.")
    if standing is None:
        return "", ""
    if judged.verdict == Verdict.CONFLICT:
        return _who(standing), _("Choose one of the two values.")
    if judged.verdict == Verdict.KEPT:
        return _who(standing), _("Left as it stands, since it is later than the file.")
    return "", ""


def _who(standing: Standing) -> str:
    return _("%(person)s changed this figure at %(time)s.") % {
        "person": standing.by,
        "time": f"{localtime(standing.recorded_at):%H:%M %d/%m/%Y}",
    }
