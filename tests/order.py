"""The order in which the files of tests are begun, so that no worker waits long for the last.

First those that start browsers and servers, which take longest; then the others, those with many
tests before those with few.
"""

from collections import Counter

import pytest

STARTS_PROCESSES = ("browser", "process", "libreoffice")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    tests = Counter(item.path for item in items)
    slow = {item.path for item in items if any(map(item.get_closest_marker, STARTS_PROCESSES))}
    items.sort(key=lambda item: (item.path not in slow, -tests[item.path], item.path))
