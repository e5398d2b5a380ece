"""The writer of roles: given and ended with a reason, never deleted."""

from collections.abc import Iterable

from coverage.models import AdministrativeUnit, Assignment, AssignmentVersion, User
from coverage.version_entry import record_versions


def give_role(by: User, user: User, unit: AdministrativeUnit, role: str, why: str) -> None:
    """Raises ReasonMissing, IntegrityError where the person has it already."""
    record_versions(by, why, [AssignmentVersion(user=user, unit=unit, role=role)])


def give_roles(by: User, held: Iterable[tuple[int, int, str]], why: str) -> None:
    """Several at once, each a person, a unit (ids) and a role; who has it keeps it."""
    wanted = set(held)
    known = set(
        Assignment.objects.filter(unit__in={unit for _user, unit, _role in wanted}).values_list(
            "user_id", "unit_id", "role"
        )
    )
    given = [
        AssignmentVersion(user_id=user, unit_id=unit, role=role)
        for user, unit, role in sorted(wanted - known)
    ]
    record_versions(by, why, given)


def end_roles_of(by: User, unit_ids: Iterable[int], why: str) -> None:
    """All roles over these units themselves."""
    held = Assignment.objects.filter(unit__in=list(unit_ids)).order_by("pk")
    ended = [
        AssignmentVersion(user_id=each.user_id, unit_id=each.unit_id, role=each.role, holds=False)
        for each in held
    ]
    record_versions(by, why, ended)


def end_role(by: User, held: Assignment, why: str) -> None:
    """Raises ReasonMissing, IntegrityError where it has ended already."""
    said = {"user_id": held.user_id, "unit_id": held.unit_id, "role": held.role}
    record_versions(by, why, [AssignmentVersion(**said, holds=False)])
