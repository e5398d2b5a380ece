"""``/healthz`` and ``/readyz``, for whoever watches over the product.

Answered before everything else: without a session, a sign-in, a host name that must be ours, a
redirect to HTTPS, or a write. `/healthz` says that a process answers; `/readyz` whether the
database answers, is up to date, was backed up, and has room to write. Why not is told on the
machine itself only.
"""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from coverage.operation import migrations
from coverage.operation.backup.state import backup_state
from coverage.operation.postgres.cluster import is_full

Answer = Callable[[HttpRequest], HttpResponse]
Details = dict[str, object]

# What a proxy adds, by which its requests are told from those of the machine it runs on.
ADDED_BY_PROXIES = ("HTTP_X_FORWARDED", "HTTP_FORWARDED", "HTTP_X_REAL_IP", "HTTP_VIA")
LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]"}


class ProbesMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        response = probe(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def _healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def _readyz(request: HttpRequest) -> HttpResponse:
    is_ready, details = _readiness()
    status = 200 if is_ready else 503
    if _is_of_this_machine(request):
        return JsonResponse({"ready": is_ready, **details}, status=status)
    text = "ok\n" if is_ready else "not ok\n"
    return HttpResponse(text, status=status, content_type="text/plain")


PROBES: dict[str, Answer] = {"/healthz": _healthz, "/readyz": _readyz}


def _readiness() -> tuple[bool, Details]:
    database, schema = _of_database()
    is_backed_up, backup = _of_backup()
    disk = "full" if is_full(settings.DATA_DIR) else "ok"
    details: Details = {"database": database, "migrations": schema, "disk": disk, "backup": backup}
    return (database, schema, disk, is_backed_up) == ("ok", "ok", "ok", True), details


def _of_database() -> tuple[str, str]:
    try:
        missing, unknown = migrations.missing(), migrations.unknown()
    except DatabaseError as error:
        connection.close()
        return " ".join(str(error).split()), "not known"
    if unknown:
        return "ok", f"{len(unknown)} of a newer version"
    return "ok", f"{len(missing)} missing" if missing else "ok"


def _of_backup() -> tuple[bool, Details]:
    now = timezone.now()
    try:
        state = backup_state()
    except OSError as error:
        return False, {"failure": str(error)}
    if not state.is_wanted:
        return True, {"wanted": False}
    made_at = state.newest.made_at if state.newest else None
    return state.is_well(now), {
        "newest": made_at.isoformat() if made_at else None,
        "age_hours": round((now - made_at).total_seconds() / 3600, 1) if made_at else None,
        "failure": state.failure,
    }


def _is_of_this_machine(request: HttpRequest) -> bool:
    if any(name.startswith(ADDED_BY_PROXIES) for name in request.META):
        return False
    host = request.META.get("HTTP_HOST", "")
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    try:
        return name in LOCAL_NAMES and ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
