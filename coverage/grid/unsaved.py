"""What was typed into a form when the session ended, kept until its writer has signed in again.

The form says who typed it, signed by us; only that person is offered it again, and nobody else
can have us keep anything. It lies in the session, so that signing out wipes it.
"""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from coverage.models import User

SESSION_KEY = "unsaved"
FIELD = "writer"
_signer = Signer(salt="coverage.grid.unsaved")


def signature(user: User) -> str:
    """For a hidden field of the form."""
    return _signer.sign(str(user.pk))


def keep(request: HttpRequest) -> bool:
    """Keep a posted form for its writer; False where it does not say who that is."""
    try:
        writer = _signer.unsign(request.POST.get(FIELD, ""))
    except BadSignature:
        return False
    form = request.POST.copy()
    form.pop("csrfmiddlewaretoken", None)
    request.session[SESSION_KEY] = {
        "writer": writer,
        "path": request.path,
        "form": form.urlencode(),
    }
    return True


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """And from there back to this page, where a form that was posted waits for its writer."""
    if request.method == "POST" and keep(request):
        said = _("Your session had ended. What you typed is kept: sign in again, then save it.")
        messages.info(request, said)
    return redirect_to_login(request.get_full_path())


def kept_for(request: HttpRequest, user: User) -> QueryDict | None:
    """The form kept for this person and page; None where there is none. Looking keeps it: a page
    that is read again must not lose what was typed."""
    kept = request.session.get(SESSION_KEY)
    if not kept or (kept["writer"], kept["path"]) != (str(user.pk), request.path):
        return None
    return QueryDict(kept["form"])


def forget(request: HttpRequest) -> None:
    """Once the page's form was sent again, whatever came of it: its answer shows what was typed."""
    kept = request.session.get(SESSION_KEY)
    if kept and kept["path"] == request.path:
        del request.session[SESSION_KEY]
