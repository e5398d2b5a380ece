"""Who gets into the folder of the data: its owner, and through it, not into it, the server's group.

Documents, exports and keys lie beside the database, which for root runs under another account.
"""

import os
import stat
from pathlib import Path

_OTHERS = stat.S_IRWXO
_GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def is_passable(folder: Path, gid: int) -> bool:
    """For an account that owns nothing here and has this group."""
    found = folder.stat()
    through_group = found.st_gid == gid and found.st_mode & stat.S_IXGRP
    return bool(through_group or found.st_mode & stat.S_IXOTH)


def close_to_others(data_dir: Path, server_gid: int | None) -> None:
    """Take from other accounts the way into the folder and what lies at its top, and let the
    server's group pass; None where the server runs as we do. Another's folder is left as it is.
    """
    if data_dir.stat().st_uid != os.geteuid():
        return
    for entry in data_dir.iterdir():
        found = entry.lstat()
        if found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode):
            # One that lets the server pass holds a database of its own.
            barred = _OTHERS if found.st_gid == server_gid else _GROUP_AND_OTHERS
            _bar(entry, found.st_mode, barred)
    if server_gid is not None:
        os.chown(data_dir, -1, server_gid)
    wanted = 0o700 if server_gid is None else 0o710
    if stat.S_IMODE(data_dir.stat().st_mode) != wanted:
        data_dir.chmod(wanted)


def close_without_server(data_dir: Path) -> None:
    """The same where the database is elsewhere: nobody else has to pass."""
    if data_dir.is_dir() and not (data_dir / "postgres").exists():
        close_to_others(data_dir, None)


def _bar(entry: Path, mode: int, barred: int) -> None:
    if mode & barred:
        entry.chmod(stat.S_IMODE(mode) & ~barred)
