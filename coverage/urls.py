"""The address of every page."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from coverage.operation.administration.site import site

urlpatterns = [
    path("", include("reports.urls")),
    path("", include("targets.urls")),
    path("", include("coverage.page_urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", site.urls),
]

handler400 = "coverage.operation.error_pages.bad_request"
handler403 = "coverage.operation.error_pages.permission_denied"
handler404 = "coverage.operation.error_pages.page_not_found"
handler500 = "coverage.operation.error_pages.server_error"
