"""The people of the demo, each with a password made here and shown once."""

import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from coverage.models import AdministrativeUnit, AssignmentVersion, Level, Role, User
from coverage.version_entry import record_versions

WHY = "Tài khoản của dữ liệu mô phỏng."
# Nothing that is misread from paper: no 0 and O, no 1, I and l.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"
TRA_VINH = (Level.PROVINCE, "84", date(2025, 6, 30))
VINH_LONG = (Level.PROVINCE, "86", date(2025, 7, 1))
NATION = (Level.NATION, None, date(2025, 7, 1))


@dataclass(frozen=True)
class DemoAccount:
    username: str
    full_name: str
    role: Role | None  # None: the administrator
    units: tuple[tuple[Level, str | None, date], ...] = ()


ACCOUNTS = (
    DemoAccount("nhaplieu", "Cán bộ nhập liệu", Role.CLERK, (TRA_VINH, VINH_LONG)),
    DemoAccount("pheduyet", "Người phê duyệt", Role.APPROVER, (TRA_VINH, VINH_LONG)),
    DemoAccount("soanthao", "Cán bộ soạn thảo", Role.DRAFTER, (TRA_VINH, VINH_LONG)),
    DemoAccount("bancd", "Thành viên Ban Chỉ đạo", Role.VIEWER, (TRA_VINH, VINH_LONG)),
    DemoAccount("phantich", "Chuyên viên phân tích", Role.VIEWER, (TRA_VINH, VINH_LONG, NATION)),
    DemoAccount("quantri", "Quản trị hệ thống", None),
)


def accounts_file(data_dir: Path) -> Path:
    """Where the passwords of the demo are kept, readable by their owner alone."""
    return data_dir / "demo-accounts.txt"


class Command(BaseCommand):
    help = "Makes the accounts of the demo that are missing; leaves those that exist alone."

    def handle(self, *args: Any, **options: Any) -> None:
        names = [account.username for account in ACCOUNTS]
        known = set(User.objects.filter(username__in=names).values_list("username", flat=True))
        missing = [account for account in ACCOUNTS if account.username not in known]
        if not missing:
            return
        file = accounts_file(settings.DATA_DIR)
        try:
            # On paper first: an account whose password nobody knows would be no use. A second
            # database gets the passwords of the first, so that one file tells the truth of both.
            passwords = _read(file)
            new = {each.username: _password() for each in missing if each.username not in passwords}
            if new:
                passwords |= new
                _write(file, passwords)
        except OSError as error:
            raise CommandError(
                f"Cannot write {file} ({error.strerror}): set DATA_DIR to a folder of your own."
            ) from error
        with transaction.atomic():
            for account in missing:
                _create(account, passwords[account.username])
        self.stdout.write(f"Accounts of the demo (kept in {file}):")
        for account in missing:
            self.stdout.write(_line(account, passwords[account.username]))


def _password() -> str:
    """About 80 bits, in groups a person can copy."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def _line(account: DemoAccount, password: str) -> str:
    return f"  {account.username:<10} {password}   {account.full_name}"


def _read(file: Path) -> dict[str, str]:
    """Passwords by username; empty where there is no file yet."""
    if not file.exists():
        return {}
    rows = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[1] for row in rows if len(row) > 1}


def _write(file: Path, passwords: Mapping[str, str]) -> None:
    """Whole or not at all, and at no moment readable by others (mkstemp makes mode 0600)."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, unfinished = tempfile.mkstemp(prefix=file.name, dir=file.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        for account in ACCOUNTS:
            if account.username in passwords:
                stream.write(_line(account, passwords[account.username]) + "\n")
    Path(unfinished).replace(file)


def _create(account: DemoAccount, password: str) -> None:
    user = User.objects.create_user(
        account.username,
        password=password,
        full_name=account.full_name,
        is_staff=account.role is None,
        is_superuser=account.role is None,
    )
    if account.role is not None:
        units = [_unit(*place) for place in account.units]
        roles = [AssignmentVersion(user=user, unit=unit, role=account.role) for unit in units]
        record_versions(user, WHY, roles)


def _unit(level: Level, code: str | None, day: date) -> AdministrativeUnit:
    """The unit of that level (and code, which the nation does not need) on that day."""
    units = AdministrativeUnit.objects.on(day).filter(level=level)
    try:
        return units.get(code=code) if code else units.get()
    except AdministrativeUnit.DoesNotExist as error:
        raise CommandError("The units are not loaded: run manage.py load_reference.") from error
