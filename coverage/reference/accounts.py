"""The accounts under which figures are loaded from files, so that these too name a person.

Two of them, since who submits a month may not approve it. Nobody can sign in as either.
"""

from coverage.models import AdministrativeUnit, Assignment, AssignmentVersion, Role, User
from coverage.version_entry import record_versions

ENTERER = "nap-du-lieu"
APPROVER = "duyet-du-lieu"
WHY = "Tài khoản dùng để nạp dữ liệu từ tệp."


def loading_accounts() -> tuple[User, User]:
    """(who enters, who approves), made at the first call; their roles as soon as the nation, which
    is loaded under one of them, is there."""
    nation = AdministrativeUnit.objects.filter(parent__isnull=True).first()
    return (
        _account(ENTERER, "Nạp dữ liệu", Role.CLERK, nation),
        _account(APPROVER, "Duyệt dữ liệu nạp", Role.APPROVER, nation),
    )


def _account(username: str, full_name: str, role: Role, nation: AdministrativeUnit | None) -> User:
    user, made = User.objects.get_or_create(
        username=username, defaults={"full_name": full_name, "is_active": False}
    )
    if made:
        user.set_unusable_password()
        user.save()
    held = {"user": user, "unit": nation, "role": role}
    if nation is not None and not Assignment.objects.filter(**held).exists():
        record_versions(user, WHY, [AssignmentVersion(**held)])
    return user
