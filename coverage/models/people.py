"""Who uses the product, and for which units."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

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
    """A clerk enters; an approver approves, returns, reopens; a viewer reads."""

    CLERK = "clerk", _("clerk")
    APPROVER = "approver", _("approver")
    VIEWER = "viewer", _("viewer")


class Assignment(models.Model):
    """A role over a unit and everything below it. One person may hold many."""

    user = models.ForeignKey(
        User, models.CASCADE, verbose_name=_("user"), related_name="assignments"
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
