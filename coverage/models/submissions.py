"""The state of one unit's month."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.units import AdministrativeUnit
from coverage.models.versioned import Versioned


class State(models.TextChoices):
    OPEN = "open", _("open")
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    REOPENED = "reopened", _("reopened")


# A figure may be written only while its month is in one of these; the trigger on figures says
# the same to the database.
WRITABLE_STATES = (State.OPEN, State.RETURNED, State.REOPENED)

# From which state to which; the trigger on submissions says the same to the database.
TRANSITIONS: dict[State, tuple[State, ...]] = {
    State.OPEN: (State.SUBMITTED,),
    State.SUBMITTED: (State.APPROVED, State.RETURNED, State.OPEN),
    State.RETURNED: (State.SUBMITTED,),
    State.APPROVED: (State.REOPENED,),
    State.REOPENED: (State.SUBMITTED,),
}


class Submission(Versioned):
    """One unit's month: open, submitted, approved; returned with a note, reopened with a reason."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="submissions"
    )
    period = models.DateField(_("month"))
    state = models.CharField(_("state"), max_length=9, choices=State.choices)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("monthly report of a unit")
        verbose_name_plural = _("monthly reports of units")
        indexes = (
            models.Index(
                fields=("period", "unit"),
                include=("state", "recorded_at", "superseded_at"),
                name="submission_period",
            ),
            models.Index(
                fields=("unit",),
                condition=Q(state="approved"),
                include=("recorded_at",),
                name="submission_approved",
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "period"),
                condition=Q(superseded_at__isnull=True),
                include=("state",),
                name="submission_one_in_force",
            ),
            models.CheckConstraint(condition=Q(period__day=1), name="submission_period_is_a_month"),
            models.CheckConstraint(
                condition=~Q(state__in=(State.RETURNED, State.REOPENED)) | ~Q(note=""),
                name="submission_return_and_reopening_say_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit} {self.period:%m/%Y} {self.get_state_display()}"
