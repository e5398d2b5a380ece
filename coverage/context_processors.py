"""What the frame of every page needs."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from coverage.models import Assignment, Role
from coverage.operation.identity import is_copy


@dataclass(frozen=True)
class NavigationItem:
    """`current` is the value of aria-current: "page" here, "true" on a page below, or blank."""

    label: str
    url: str
    current: str


def navigation(request: HttpRequest) -> dict[str, Callable[[], list[NavigationItem]]]:
    """The links of the header, worked out only where a template asks: one query."""
    return {"navigation": lambda: _items(request)}


def copy(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """Whether the figures came from another install and nobody said that this is the real one."""
    return {"this_is_a_copy": lambda: is_copy(settings.DATA_DIR)}


def _items(request: HttpRequest) -> list[NavigationItem]:
    links = _links(request)
    own_account = request.path == reverse("change_password")
    above = [url for url in links if request.path.startswith(url) and not own_account]
    nearest = max(above, key=len, default="")
    exact = "page" if request.path == nearest else "true"
    return [
        NavigationItem(label, url, exact if url == nearest else "") for url, label in links.items()
    ]


def _links(request: HttpRequest) -> dict[str, str]:
    user = request.user
    if not user.is_authenticated:
        return {}
    links = {reverse("home"): _("Overview")}
    roles = set(Assignment.objects.filter(user=user).values_list("role", flat=True).distinct())
    if Role.CLERK in roles:
        links[reverse("entry")] = _("Enter figures")
    if roles & {Role.CLERK, Role.APPROVER}:
        links[reverse("months")] = _("Monthly reports")
    links[reverse("documents")] = _("Documents and targets")
    links[reverse("check_report")] = _("Check figures")
    if user.is_staff:
        links[reverse("admin:index")] = _("Administration")
    return links
