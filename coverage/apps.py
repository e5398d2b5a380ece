from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoverageConfig(AppConfig):
    name = "coverage"
    verbose_name = _("Units, indicators, people")
    default_auto_field = "django.db.models.BigAutoField"
