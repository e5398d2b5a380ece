"""What the script says over a grid of targets: the entry grid's sentences, some in other words."""

from django.utils.translation import gettext as _

from coverage.grid.words import grid_words
from targets.register.typed_text import counted_only, what_a_dash_may_mean


def target_words() -> dict[str, str]:
    """Sentences by name, as coverage.grid.words gives them."""
    return {
        **grid_words(),
        "dash": what_a_dash_may_mean(),
        "counted_only": counted_only(),
        "paste_read": _(
            "Cells understood: %(cells)s (with a target: %(numbers)s, blank: %(blanks)s)."
        ),
    }
