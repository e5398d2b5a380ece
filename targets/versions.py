"""What authorities and their documents say, and said at any time (`coverage.models.kept`)."""

from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coverage.models import AdministrativeUnit, Origin, VersionOfRow


class AssignerKind(models.IntegerChoices):
    """Nearest to the unit first: the order in which a headline attainment is chosen."""

    PEOPLES_COMMITTEE = 1, _("People's Committee")
    PEOPLES_COUNCIL = 2, _("People's Council")
    PARTY_COMMITTEE = 3, _("Party committee")
    GOVERNMENT = 4, _("Government or Prime Minister")
    SOCIAL_SECURITY = 5, _("Vietnam Social Security")
    CENTRAL_COMMITTEE = 6, _("Central Committee of the Party")


class AssignerSaid(models.Model):
    name = models.CharField(_("name"), max_length=150)
    kind = models.PositiveSmallIntegerField(_("kind"), choices=AssignerKind.choices)

    class Meta:
        abstract = True


class DocumentSaid(models.Model):
    """What a document is called, and from when to when."""

    number = models.CharField(
        _("number"), max_length=60, blank=True, help_text=_("blank where it was not published")
    )
    title = models.CharField(_("title"), max_length=300)
    clause = models.CharField(_("clause"), max_length=200, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    effective_on = models.DateField(_("effective on"))
    file = models.FileField(
        _("file"),
        upload_to="%Y",
        blank=True,
        validators=[FileExtensionValidator(["pdf", "doc", "docx"])],
    )
    origin = models.CharField(
        _("origin"), max_length=10, choices=Origin.choices, default=Origin.REPORTED
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=1000, blank=True)

    class Meta:
        abstract = True


class AssignerVersion(AssignerSaid, VersionOfRow):
    row_field = "assigner_id"

    assigner = models.ForeignKey("targets.Assigner", models.PROTECT, related_name="versions")

    class Meta:
        verbose_name = _("version of an assigner")
        verbose_name_plural = _("versions of assigners")
        constraints = (
            models.UniqueConstraint(
                fields=("assigner",),
                condition=Q(superseded_at__isnull=True),
                name="assigner_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.name


class DocumentVersion(DocumentSaid, VersionOfRow):
    row_field = "document_id"

    document = models.ForeignKey("targets.Document", models.PROTECT, related_name="versions")
    assigner = models.ForeignKey("targets.Assigner", models.PROTECT, related_name="+")
    binds = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="+")
    adjusts = models.ForeignKey("targets.Document", models.PROTECT, related_name="+", null=True)

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        constraints = (
            models.UniqueConstraint(
                fields=("document",),
                condition=Q(superseded_at__isnull=True),
                name="document_version_one_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.number or self.title
