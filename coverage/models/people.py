"""Who uses the product, and for which units."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.kept import VersionOfRow
from coverage.models.units import AdministrativeUnit


class User(AbstractUser):
    """An account; Vietnamese names are written whole, family name first."""

    full_name = models.CharField(_("full name"), max_length=150, blank=True)
    must_change_password = models.BooleanField(_("has a password given by others"), default=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def get_full_name(self) -> str:
        return self.full_name or super().get_full_name()


class Role(models.TextChoices):
    """A clerk enters; an approver approves, returns, reopens; a viewer reads; a drafter writes the
    texts of reports and no figures."""

    CLERK = "clerk", _("clerk")
    APPROVER = "approver", _("approver")
    VIEWER = "viewer", _("viewer")
    DRAFTER = "drafter", _("drafter")


class Assignment(models.Model):
    """A role over a unit and everything below it. One person may hold many. The row is there as
    long as its version in force holds."""

    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("user"), related_name="assignments"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="assignments"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "role"), name="assignment_once"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"


class AssignmentVersion(VersionOfRow):
    """That a role was given or, where it no longer `holds`, ended: by whom, when, why."""

    user = models.ForeignKey(
        User, models.PROTECT, verbose_name=_("user"), related_name="roles_held"
    )
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, verbose_name=_("unit"), related_name="+"
    )
    role = models.CharField(_("role"), max_length=8, choices=Role.choices)
    holds = models.BooleanField(_("holds"), default=True, db_default=True)

    class Meta:
        verbose_name = _("version of an assignment")
        verbose_name_plural = _("versions of assignments")
        constraints = (
            models.UniqueConstraint(
                fields=("user", "unit", "role"),
                condition=Q(superseded_at__isnull=True),
                name="assignment_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.unit}"
