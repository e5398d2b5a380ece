"""How long to wait before something that ended is started anew."""

LONGEST_SECONDS = 30


class Pauses:
    """1, 2, 4 … at most 30 seconds; 1 again as soon as what was started has worked."""

    def __init__(self) -> None:
        self._next = 1

    def take(self) -> int:
        pause = self._next
        self._next = min(2 * pause, LONGEST_SECONDS)
        return pause

    def begin_again(self) -> None:
        self._next = 1
