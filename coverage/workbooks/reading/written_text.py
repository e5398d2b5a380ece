"""The text of a cell as a person reads it. Pure."""

import re
import unicodedata

# Control characters are written so in the file, and a text that looks so has its "_" so written.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SURROGATES = range(0xD800, 0xE000)
_BLANKS = re.compile(r"\s+")
# The categories Cc and Cf of Unicode, but for tabs and line ends.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_LINE_END = re.compile(r"\r\n?|\n")


def unescaped(text: str) -> str:
    """With ``_x000D_`` and the like as the characters they stand for."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if code in _SURROGATES else chr(code)


def as_read(text: str) -> str:
    """In NFC, any blanks (no-break ones too) as one space, none at the ends of a line.

    What is not seen (zero-width characters, soft hyphens, marks of direction, control characters)
    is taken out: two names that look alike are alike. Line breaks within stay, as "\\n".
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    lines = (_BLANKS.sub(" ", _UNSEEN.sub("", line)).strip() for line in _LINE_END.split(text))
    return unicodedata.normalize("NFC", "\n".join(lines)).strip()
