"""The accounts of the demo: made once, printed once, kept where only their owner can look."""

import os
import stat
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pytest_django import Settings

from cast import make_unit
from coverage.models import Assignment, User
from unit_acts import end_roles

NAMES = ["bancd", "nhaplieu", "phantich", "pheduyet", "quantri", "soanthao"]


@pytest.fixture
def data_dir(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = data_dir = tmp_path / "data"
    return data_dir


@pytest.fixture
def units(db: None) -> None:
    nation = make_unit(0, "00", "toan_quoc", "Toàn quốc", "Toàn quốc", None)
    merged = date(2025, 6, 30)
    for code, name in (("84", "Trà Vinh"), ("86", "Vĩnh Long")):
        make_unit(1, code, "tinh", name, f"Tỉnh {name}", nation, valid_to=merged)
    today = date(2025, 7, 1)
    make_unit(1, "86", "tinh", "Vĩnh Long", "Tỉnh Vĩnh Long", nation, valid_from=today)


def create() -> str:
    printed = StringIO()
    call_command("create_demo_accounts", stdout=printed)
    return printed.getvalue()


def passwords_in(text: str) -> dict[str, str]:
    rows = [line.split() for line in text.splitlines() if line.startswith("  ")]
    return {row[0]: row[1] for row in rows}


def test_every_account_signs_in_with_the_password_printed_and_kept(
    units: None, data_dir: Path
) -> None:
    printed = passwords_in(create())
    assert sorted(printed) == NAMES
    assert printed == passwords_in((data_dir / "demo-accounts.txt").read_text())
    for username, password in printed.items():
        assert User.objects.get(username=username).check_password(password)


def test_each_password_is_its_own(units: None, data_dir: Path) -> None:
    assert len(set(passwords_in(create()).values())) == len(NAMES)


def test_the_file_is_readable_by_its_owner_alone_whatever_the_umask(
    units: None, data_dir: Path
) -> None:
    usual = os.umask(0)
    try:
        create()
    finally:
        os.umask(usual)
    assert stat.S_IMODE((data_dir / "demo-accounts.txt").stat().st_mode) == 0o600
    assert [file.name for file in data_dir.iterdir()] == ["demo-accounts.txt"]


def test_a_second_run_prints_nothing_and_changes_nothing(units: None, data_dir: Path) -> None:
    create()
    kept = (data_dir / "demo-accounts.txt").read_bytes()
    end_roles(User.objects.get(username="bancd"))
    hashes = dict(User.objects.values_list("username", "password"))
    assert create() == ""
    assert (data_dir / "demo-accounts.txt").read_bytes() == kept
    assert dict(User.objects.values_list("username", "password")) == hashes
    assert not Assignment.objects.filter(user__username="bancd").exists()


def test_a_second_database_gets_the_passwords_of_the_file(units: None, data_dir: Path) -> None:
    """Accounts are never deleted: the second is one that has forgotten them."""
    with transaction.atomic():
        first = passwords_in(create())
        transaction.set_rollback(True)
    assert passwords_in(create()) == first


def test_an_account_that_is_missing_comes_alone(units: None, data_dir: Path) -> None:
    User.objects.bulk_create(User(username=name) for name in NAMES if name != "bancd")
    assert list(passwords_in(create())) == ["bancd"]


def test_roles_and_units_are_those_of_the_demo(units: None, data_dir: Path) -> None:
    create()
    rows = Assignment.objects.values_list("user__username", "role", "unit__code")
    assert sorted(rows.filter(unit__level=1, unit__valid_from__lt=date(2025, 7, 1))) == [
        ("bancd", "viewer", "84"),
        ("nhaplieu", "clerk", "84"),
        ("phantich", "viewer", "84"),
        ("pheduyet", "approver", "84"),
        ("soanthao", "drafter", "84"),
    ]
    assert set(rows.filter(unit__valid_from=date(2025, 7, 1))) == {
        ("bancd", "viewer", "86"),
        ("nhaplieu", "clerk", "86"),
        ("phantich", "viewer", "86"),
        ("pheduyet", "approver", "86"),
        ("soanthao", "drafter", "86"),
    }
    assert list(rows.filter(unit__level=0)) == [("phantich", "viewer", "00")]
    administrators = User.objects.filter(is_staff=True, is_superuser=True)
    assert [user.username for user in administrators] == ["quantri"]


def test_without_units_it_says_what_to_load_and_makes_nobody(db: None, data_dir: Path) -> None:
    with pytest.raises(CommandError, match="load_reference"):
        create()
    assert not User.objects.filter(username__in=NAMES).exists()


def test_a_folder_that_cannot_be_written_is_named_and_nobody_is_made(
    units: None, settings: Settings
) -> None:
    settings.DATA_DIR = Path("/proc/bao-phu")
    with pytest.raises(CommandError, match="Cannot write /proc/bao-phu/demo-accounts"):
        create()
    assert not User.objects.filter(username__in=NAMES).exists()
