"""The process that reads may do what it will: the one that asked gets an answer or a refusal."""

import subprocess
import sys
from pathlib import Path

import pytest

from coverage.workbooks.book import FileRefused
from coverage.workbooks.reading import limits, supervised
from coverage.workbooks.reading.reasons import Reason
from folders import ROOT
from hostile_files import workbook

pytestmark = pytest.mark.process


def reason_when_the_child_runs(code: str, monkeypatch: pytest.MonkeyPatch) -> FileRefused:
    monkeypatch.setattr(supervised, "_COMMAND", [sys.executable, "-S", "-c", code])
    with pytest.raises(FileRefused) as refused:
        supervised.read_book(workbook(), "Báo cáo.xlsx")
    return refused.value


def test_a_child_that_waits_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.3)
    refusal = reason_when_the_child_runs("import time; time.sleep(60)", monkeypatch)
    assert refusal.reason == Reason.TOOK_TOO_LONG


def test_a_child_out_of_time_is_said_to_have_taken_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)"
    refusal = reason_when_the_child_runs(code, monkeypatch)
    assert refusal.reason == Reason.TOOK_TOO_LONG
    assert refusal.details == {"file": "Báo cáo.xlsx", "seconds": limits.CPU_SECONDS}


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.abort()",
        "raise SystemExit(3)",
        "",
        "print('hello')",
        "print('null')",
        "print('{}')",
        "print('[' * 100000)",
        'print(\'{"refused":"no such reason","details":{}}\')',
        'print(\'{"refused":"damaged","details":[]}\')',
        "import sys; sys.stdout.buffer.write(bytes([255, 254, 10]))",
    ],
)
def test_whatever_else_a_child_does_the_file_is_unreadable(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reason_when_the_child_runs(code, monkeypatch).reason == Reason.UNREADABLE


LIMITED = "from coverage.workbooks.reading.child import limit_itself; limit_itself();"


def run_within_limits(code: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess:
    command = [sys.executable, "-S", "-c", f"{LIMITED} {code}"]
    return subprocess.run(
        command, cwd=ROOT, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False
    )


def test_the_child_gets_no_more_memory_than_its_limit() -> None:
    within = run_within_limits(f"bytearray({limits.MEMORY_BYTES // 2})")
    assert within.returncode == 0
    beyond = run_within_limits(f"bytearray({limits.MEMORY_BYTES})")
    assert "MemoryError" in beyond.stderr


def test_the_child_starts_no_process_and_opens_few_files() -> None:
    code = f"import os; [os.open('/dev/null', 0) for _ in range({limits.OPEN_FILES})]"
    assert "Too many open files" in run_within_limits(code).stderr
    code = "import resource as r; print(r.getrlimit(r.RLIMIT_NPROC), r.getrlimit(r.RLIMIT_CORE))"
    assert run_within_limits(code).stdout.strip() == "(0, 0) (0, 0)"


def test_the_child_writes_no_longer_answer_than_is_taken(tmp_path: Path) -> None:
    with (tmp_path / "answer").open("wb") as answer:
        code = f"import os; print(os.write(1, bytes({limits.ANSWER_BYTES + 1})))"
        run_within_limits(code, answer.fileno())
    assert (tmp_path / "answer").stat().st_size == limits.ANSWER_BYTES


def test_the_child_knows_no_django() -> None:
    code = "import sys; print(sorted(n for n in sys.modules if n.startswith('django')))"
    assert run_within_limits(code).stdout.strip() == "[]"
