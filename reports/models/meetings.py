"""Meetings whose data were frozen, what they have on their agenda, and what they concluded."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit
from coverage.models.versioned import Versioned

LONGEST_POINT = 300
LONGEST_CONCLUSION = 2_000


class Meeting(models.Model):
    """A meeting and the moment whose rows it saw: nothing is copied, every page and file can be
    opened as of that moment. `period`: the month it is about, None of one frozen before meetings
    had one (`reports/meetings/month.py`). The database refuses to change or delete one, to date one
    back (migration 0002) or to freeze one without a month (0006)."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="meetings"
    )
    title = models.CharField(_("title"), max_length=200)
    held_on = models.DateField(_("held on"))
    period = models.DateField(_("month"), null=True)
    moment = models.DateTimeField(_("data frozen at"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("frozen by"),
        related_name="+",
        editable=False,
    )

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-held_on", "-moment")
        constraints = (
            models.UniqueConstraint(fields=("unit", "held_on", "title"), name="meeting_once"),
            models.CheckConstraint(condition=~Q(title=""), name="meeting_has_a_title"),
            models.CheckConstraint(
                condition=Q(period__isnull=True) | Q(period__day=1),
                name="meeting_period_is_a_month",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Agenda(Versioned):
    """The agenda of a meeting, which a later version may correct; what the meeting saw does not
    change by it. Its only writer is `meetings/agenda_entry.py`."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="agendas"
    )

    class Meta:
        verbose_name = _("agenda")
        verbose_name_plural = _("agendas")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",),
                condition=Q(superseded_at__isnull=True),
                name="agenda_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}: {self.recorded_at:%d/%m/%Y}"


class AgendaItem(models.Model):
    """A unit on an agenda, and the point to speak of; written with its agenda and never altered
    (migration 0007). `position`: from 1."""

    agenda = models.ForeignKey(
        Agenda, models.PROTECT, verbose_name=_("agenda"), related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="+"
    )
    point = models.CharField(_("point"), max_length=LONGEST_POINT, blank=True)

    class Meta:
        verbose_name = _("item of an agenda")
        verbose_name_plural = _("items of agendas")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("agenda", "position"), name="agenda_item_place_once"),
            models.UniqueConstraint(fields=("agenda", "unit"), name="agenda_item_unit_once"),
        )

    def __str__(self) -> str:
        return f"{self.position}. {self.unit}"


class ConclusionState(models.TextChoices):
    OPEN = "open", _("to be done")
    DONE = "done", _("done")


class Conclusion(Versioned):
    """What a meeting concluded: `number` within the meeting, who is to do it (a unit, or an office
    by its name), by when, and whether it is done. Its only writer is
    `meetings/conclusion_entry.py`."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="conclusions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("conclusion"), max_length=LONGEST_CONCLUSION)
    unit = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        verbose_name=_("unit that does it"),
        related_name="+",
        null=True,
        blank=True,
    )
    office = models.CharField(_("office that does it"), max_length=200, blank=True)
    due_on = models.DateField(_("due by"))
    state = models.CharField(_("state"), max_length=4, choices=ConclusionState.choices)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("conclusion of a meeting")
        verbose_name_plural = _("conclusions of meetings")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "number"),
                condition=Q(superseded_at__isnull=True),
                name="conclusion_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="conclusion_says_something"),
            models.CheckConstraint(condition=Q(number__gte=1), name="conclusion_number_from_one"),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, office="") | (Q(unit__isnull=True) & ~Q(office="")),
                name="conclusion_is_of_a_unit_or_an_office",
            ),
            models.CheckConstraint(
                condition=Q(state=ConclusionState.OPEN, done_on__isnull=True)
                | Q(state=ConclusionState.DONE, done_on__isnull=False),
                name="conclusion_is_open_or_done_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}, {self.number}"

    @property
    def is_done(self) -> bool:
        return self.state == ConclusionState.DONE

    @property
    def doer(self) -> str:
        return self.unit.full_name if self.unit is not None else self.office
