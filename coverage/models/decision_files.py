"""The text of a decision by which acts on units were recorded."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models.versioned import Versioned


class DecisionFile(Versioned):
    """One of a decision, whatever acts it has: `decision` is what an act said of it when it was
    recorded, folded. A wrong file gets another in its place, with a reason; both are kept."""

    decision = models.CharField(_("decision"), max_length=200)
    file = models.FileField(
        _("file"), upload_to="%Y", validators=[FileExtensionValidator(["pdf", "doc", "docx"])]
    )
    sha256 = models.CharField(max_length=64)
    why = models.CharField(_("why"), max_length=500)

    class Meta:
        verbose_name = _("file of a decision")
        verbose_name_plural = _("files of decisions")
        constraints = (
            models.UniqueConstraint(
                fields=("decision",),
                condition=Q(superseded_at__isnull=True),
                name="decision_file_one_in_force",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="decision_file_says_why"),
            models.CheckConstraint(
                condition=~Q(decision="") & ~Q(file=""), name="decision_file_is_of_a_decision"
            ),
        )

    def __str__(self) -> str:
        return self.decision
