"""The state of a month has one word, wherever a screen names it."""

import pytest
from django.utils.translation import override

from coverage.models import State
from coverage.wording import state_text


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (None, "– chưa mở"),
        (State.OPEN, "○ đang nhập"),
        (State.SUBMITTED, "◐ đã gửi"),
        (State.APPROVED, "● đã duyệt"),
        (State.RETURNED, "↩ trả lại"),
        (State.REOPENED, "◌ đang sửa"),
    ],
)
def test_the_words_of_a_months_state_are_those_that_its_marks_use(
    state: State | None, text: str
) -> None:
    with override("vi"):
        assert state_text(state) == text
