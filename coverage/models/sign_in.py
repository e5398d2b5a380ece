"""Wrong passwords, counted: what slows whoever tries them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BrakeOn(models.TextChoices):
    """Whose failures a brake counts together."""

    ALL = "all", _("everybody")
    ADDRESS = "address", _("an address")
    NAME = "name", _("an account, from anywhere")
    PAIR = "pair", _("an account, from one address")
    DEVICE = "device", _("an account, on a device it has signed in on")
    SESSION = "session", _("an account, asked for the old password in one session")


class SignInBrake(models.Model):
    """`name` and `place` (an address, a device or a session) are blank where they do not count.

    A failure is forgotten after a while; `empty_at` is when the last one will be, which says how
    many there are now. Until `closed_until` no further attempt is looked at.
    """

    counted = models.CharField(_("counts the failures of"), max_length=7, choices=BrakeOn.choices)
    name = models.CharField(_("account name"), max_length=150, blank=True)
    place = models.CharField(_("address, device or session"), max_length=64, blank=True)
    empty_at = models.DateTimeField(_("forgotten at"))
    closed_until = models.DateTimeField(_("closed until"))

    class Meta:
        verbose_name = _("brake at sign-in")
        verbose_name_plural = _("brakes at sign-in")
        constraints = (
            models.UniqueConstraint(
                fields=("counted", "name", "place"), name="sign_in_brake_one_of_each"
            ),
        )

    def __str__(self) -> str:
        return " ".join(
            each for each in (self.get_counted_display(), self.name, self.place) if each
        )
