"""The writer of roles: given and ended with a reason, never deleted."""

from coverage.models import AdministrativeUnit, Assignment, AssignmentVersion, User
from coverage.version_entry import record_versions


def give_role(by: User, user: User, unit: AdministrativeUnit, role: str, why: str) -> None:
    """Raises ReasonMissing, IntegrityError where the person has it already."""
    record_versions(by, why, [AssignmentVersion(user=user, unit=unit, role=role)])


def end_role(by: User, held: Assignment, why: str) -> None:
    """Raises ReasonMissing, IntegrityError where it has ended already."""
    said = {"user_id": held.user_id, "unit_id": held.unit_id, "role": held.role}
    record_versions(by, why, [AssignmentVersion(**said, holds=False)])
