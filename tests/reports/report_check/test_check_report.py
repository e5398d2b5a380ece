"""The command check_report: its answer on standard output, its verdict in the exit code."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from folders import ROOT
from printed_reports import LAI_CHAU, TRA_VINH


def check(path: Path | str) -> tuple[int, Any, str]:
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_report", str(path), stdout=out, stderr=err)
    assert isinstance(stopped.value.code, int)
    return stopped.value.code, json.loads(out.getvalue()), err.getvalue()


def written(folder: Path, data: object) -> Path:
    path = folder / "report.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_consistent_report_exits_with_zero(tmp_path: Path) -> None:
    code, data, err = check(written(tmp_path, {"unit": "Tỉnh Lai Châu", "records": LAI_CHAU}))
    assert (code, data["consistent"], data["findings"], err) == (0, True, [], "")


def test_a_report_that_contradicts_itself_exits_with_one(tmp_path: Path) -> None:
    code, data, _ = check(written(tmp_path, TRA_VINH))
    assert (code, data["consistent"], len(data["findings"])) == (1, False, 2)


@pytest.mark.parametrize("content", [b"{", b"\xff", b"[]", b'{"records": 5}'])
def test_a_file_that_cannot_be_read_exits_with_two_and_the_reason(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    code, data, err = check(path)
    assert code == 2
    assert data["unreadable"] in err
    assert data["consistent"] is None


@pytest.mark.parametrize("name", ["none.json", ".", "a\0b"])
def test_a_file_that_cannot_be_opened_exits_with_two(tmp_path: Path, name: str) -> None:
    code, data, _ = check(f"{tmp_path}/{name}")
    assert code == 2
    assert data["unreadable"].startswith("cannot be opened")


def run(content: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a process of its own, where no database answers."""
    code = (
        "from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'check_report', '-'])"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        input=content,
        capture_output=True,
        cwd=ROOT,
        timeout=60,
        check=False,
        env={
            **os.environ,
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
            **environment,
        },
    )


@pytest.mark.process
def test_standard_input_is_read_whatever_the_locale_and_no_database_is_needed() -> None:
    half_a_letter = {**TRA_VINH, "unit": "\ud800"}
    done = run(json.dumps(half_a_letter).encode(), PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert done.stderr == b""
    findings = json.loads(done.stdout.decode())["findings"]
    assert "đảo hai chữ số" in " ".join(finding["message_vi"] for finding in findings)
