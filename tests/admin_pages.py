"""The administration pages as the tests drive them."""

import re
from html import unescape
from typing import Any

from django.urls import reverse


def admin_url(model: str, action: str, *args: object) -> str:
    return reverse(f"admin:{model}_{action}", args=args)


def errors_of(answer: Any) -> str:
    """What the page says is wrong; fails when it accepted the form."""
    assert answer.status_code == 200, answer.headers.get("Location")
    return unescape(" ".join(re.findall(r'<ul class="errorlist.*?</ul>', answer.text, re.DOTALL)))
