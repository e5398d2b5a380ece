"""The administration pages: who comes in, what is out of reach, accounts."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from admin_pages import admin_url
from cast import PASSWORD, Cast
from coverage.denominator_entry import DenominatorValue, record_denominators
from coverage.models import (
    AdministrativeUnit,
    Assignment,
    Denominator,
    ReportedFigure,
    Role,
    SignInBrake,
    Submission,
    UnitChange,
    User,
)
from coverage.operation.administration.site import site
from pages import Page, signed_in_as
from targets.entry import TargetValue, record_targets
from targets.models import Assigner, AssignerKind, Document, Target

# Nobody slows anybody by hand; units begin by an act.
NOT_ADDED_BY_HAND = (SignInBrake, AdministrativeUnit, UnitChange)

pytestmark = pytest.mark.usefixtures("static_files")


@pytest.fixture
def em(client: Client, cast: Cast) -> Client:
    """The administrator's browser, in English."""
    signed_in_as(client, cast.em)
    client.cookies["django_language"] = "en"
    return client


def test_a_visitor_is_sent_to_the_one_sign_in_page_and_then_on(client: Client, cast: Cast) -> None:
    gate = client.get(reverse("admin:index"))
    door = client.get(gate.headers["Location"])
    assert door.headers["Location"] == "/sign-in/?next=%2Fadmin%2F"
    inside = client.post(
        door.headers["Location"], {"username": "em", "password": PASSWORD, "next": "/admin/"}
    )
    assert inside.headers["Location"] == "/admin/"


@pytest.mark.parametrize("who", ["an", "giang", "chi", "dung"])
def test_only_administrators_come_in(client: Client, cast: Cast, who: str) -> None:
    signed_in_as(client, getattr(cast, who))
    assert client.get(reverse("admin:index"), follow=True).status_code == 403
    unit = admin_url("coverage_administrativeunit", "change", cast.cau_ke.pk)
    assert client.post(unit, {"name": "Khác"}, follow=True).status_code == 403
    cast.cau_ke.refresh_from_db()
    assert cast.cau_ke.name == "Cầu Kè"


def test_the_administration_speaks_vietnamese(client: Client, cast: Cast) -> None:
    signed_in_as(client, cast.em)
    answer = client.get(reverse("admin:index"))
    assert '<html lang="vi"' in answer.text
    assert "Bao Phủ: quản trị" in answer.text


def test_signing_out_here_wipes_what_was_typed_as_everywhere(em: Client, cast: Cast) -> None:
    page = Page.of(em.get(reverse("admin:index")))
    form = page.first("//form[@data-forget-drafts]")
    assert (form.action, form.get("data-forget-drafts")) == (reverse("sign_out"), str(cast.em.pk))
    assert page.root.xpath('//script[contains(@src, "js/page")]')
    assert reverse("admin:logout") not in page.source


def test_every_list_and_every_form_opens_under_the_strict_policy(em: Client, cast: Cast) -> None:
    for model, model_admin in site._registry.items():
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        for action in ("changelist", "add"):
            answer = em.get(admin_url(name, action))
            is_refused = action == "add" and model in NOT_ADDED_BY_HAND
            assert answer.status_code == (403 if is_refused else 200), (name, action)
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy
            assert " style=" not in answer.text, (name, action)
        assert model_admin.has_view_permission(answer.wsgi_request)


@pytest.fixture
def document(cast: Cast) -> Document:
    assigner = Assigner.objects.create(
        name="UBND tỉnh Trà Vinh", kind=AssignerKind.PEOPLES_COMMITTEE
    )
    return Document.objects.create(
        assigner=assigner,
        binds=cast.tra_vinh,
        number="12/KH-UBND",
        title="Kế hoạch năm 2023",
        effective_on=date(2023, 1, 1),
    )


@pytest.fixture
def target(cast: Cast, document: Document) -> Target:
    value = TargetValue(document.pk, cast.tra_vinh.pk, cast.bhyt.pk, 2023, people=966520)
    record_targets(cast.em, [value])
    return Target.objects.get()


@pytest.fixture
def denominator(cast: Cast) -> Denominator:
    value = DenominatorValue(
        cast.tra_vinh.pk, "population", 2023, 1019562, "estimate", "published", "", ""
    )
    record_denominators(cast.em, [value])
    return Denominator.objects.get()


@pytest.mark.parametrize("model", [ReportedFigure, Submission])
def test_figures_and_states_of_months_are_not_there_at_all(
    model: type[ReportedFigure] | type[Submission],
) -> None:
    assert model not in site._registry
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:coverage_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("model", ["coverage_denominator", "targets_target"])
def test_history_is_not_deleted(
    em: Client, cast: Cast, target: Target, denominator: Denominator, model: str
) -> None:
    row = {"coverage_denominator": denominator, "targets_target": target}[model]
    delete = admin_url(model, "delete", row.pk)
    assert em.post(delete, {"post": "yes"}).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    em.post(admin_url(model, "changelist"), selected)
    assert type(row).objects.filter(pk=row.pk).exists()


def test_a_document_with_targets_is_not_deleted(
    em: Client, document: Document, target: Target
) -> None:
    em.post(admin_url("targets_document", "delete", document.pk), {"post": "yes"})
    assert Document.objects.filter(pk=document.pk).exists()


def test_an_account_is_made_with_a_name_and_then_given_units(em: Client, cast: Cast) -> None:
    password = "muoi-hai-con-giap-2026"
    add = {
        "username": "hoa",
        "full_name": "Lý Thị Hoa",
        "usable_password": "true",
        "password1": password,
        "password2": password,
    }
    inline: dict[str, Any] = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    assert em.post(admin_url("coverage_user", "add"), add | inline).status_code == 302
    hoa = User.objects.get(username="hoa")
    change = {"username": "hoa", "full_name": "Lý Thị Hoa", "email": "", "is_active": "on"}
    change_url = admin_url("coverage_user", "change", hoa.pk)
    assert em.post(change_url, change | inline).status_code == 302
    role = {"user": hoa.pk, "unit": cast.cau_ke.pk, "role": Role.CLERK, "why": "nhận việc"}
    assert em.post(admin_url("coverage_assignment", "add"), role).status_code == 302
    assert str(hoa) == "Lý Thị Hoa"
    assert Assignment.objects.get(user=hoa).unit == cast.cau_ke
    signed_in = Client().post("/sign-in/", {"username": "hoa", "password": password})
    assert signed_in.headers["Location"] == reverse("home")


def test_a_role_is_assigned_on_a_page_of_its_own(em: Client, cast: Cast) -> None:
    form = {"user": cast.chi.pk, "unit": cast.lai_chau.pk, "role": Role.VIEWER}
    assert em.post(admin_url("coverage_assignment", "add"), form).status_code == 200
    form["why"] = "kiêm nhiệm"
    assert em.post(admin_url("coverage_assignment", "add"), form).status_code == 302
    assert cast.chi.assignments.filter(unit=cast.lai_chau).exists()
    again = em.post(admin_url("coverage_assignment", "add"), form)
    assert again.status_code == 200
