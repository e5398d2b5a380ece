"""What a save was answered, so that sending it again after a lost answer is answered the same."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SaveReceipt(models.Model):
    """`key` stands for one sent form; `said` has a sentence a line."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person")
    )
    key = models.CharField(max_length=64)
    said = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("receipt of a save")
        verbose_name_plural = _("receipts of saves")
        constraints = (
            models.UniqueConstraint(fields=("user", "key"), name="save_receipt_one_a_form"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"
