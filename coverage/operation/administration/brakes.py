"""Who is slowed or kept out at sign-in, for the administrator to see and to lift."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from coverage.models import BrakeOn, SignInBrake
from coverage.people.brakes import failures_on, is_of_nobody

# Their places are numbers that say nothing.
WITHOUT_ADDRESS = {BrakeOn.DEVICE, BrakeOn.SESSION}


class ClosedFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", _("all that count"))]

    def choices(self, changelist: Any) -> Any:
        choices = super().choices(changelist)
        yield {**next(choices), "display": _("must wait now")}
        yield from choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        now = timezone.now()
        if self.value() == "all":
            return queryset.filter(empty_at__gt=now)
        return queryset.filter(closed_until__gt=now)


class BrakeAdmin(admin.ModelAdmin):
    """Nobody writes one by hand: attempts do, and lifting takes it away."""

    list_display = ("counted", "account", "where", "failures", "state")
    list_display_links = None
    list_filter = (ClosedFilter, "counted")
    search_fields = ("name", "place")
    ordering = ("-closed_until",)
    actions = ("lift",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Lifting alone: a list asks no second time, nothing of worth goes."""
        actions = super().get_actions(request)
        return {name: each for name, each in actions.items() if name == "lift"}

    @admin.display(description=gettext_lazy("account name"), ordering="name")
    def account(self, brake: SignInBrake) -> str:
        return _("(a name that no account has)") if is_of_nobody(brake) else brake.name or "–"

    @admin.display(description=gettext_lazy("address"), ordering="place")
    def where(self, brake: SignInBrake) -> str:
        return brake.place if brake.place and brake.counted not in WITHOUT_ADDRESS else "–"

    @admin.display(description=gettext_lazy("wrong passwords"))
    def failures(self, brake: SignInBrake) -> int:
        return failures_on(brake, timezone.now())

    @admin.display(description=gettext_lazy("state"), ordering="closed_until")
    def state(self, brake: SignInBrake) -> str:
        if brake.closed_until <= timezone.now():
            return pgettext("brake", "open")
        return _("closed until %(time)s") % {"time": f"{localtime(brake.closed_until):%H:%M:%S}"}

    @admin.action(description=gettext_lazy("Lift: let them try again now"), permissions=["delete"])
    def lift(self, request: HttpRequest, queryset: QuerySet[SignInBrake]) -> None:
        self.log_deletions(request, queryset)
        count = queryset.delete()[0]
        said = ngettext("%(count)d was lifted.", "%(count)d were lifted.", count)
        messages.success(request, said % {"count": count})
