"""Django's collectstatic compresses everything again each time; this one only after changes."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic

# Of Bootstrap the pages use the minified style and bundle; the rest would double the work.
UNUSED = ["*.rtl.*", "bootstrap-*", "bootstrap.css*", "bootstrap.js*", "bootstrap.min.js*"]
UNUSED += ["bootstrap.esm.*", "bootstrap.bundle.js*"]


class Command(collectstatic.Command):
    help = "Collects and compresses the static files, if any of them changed (or with --clear)."

    def set_options(self, **options: Any) -> None:
        super().set_options(**options)
        self.ignore_patterns += UNUSED

    def handle(self, **options: Any) -> str | None:
        record = Path(settings.STATIC_ROOT) / ".collected"
        found = _fingerprint()
        unchanged = record.exists() and record.read_text() == found
        if options["dry_run"] or (unchanged and not options["clear"]):
            return None if unchanged else super().handle(**options)
        record.unlink(missing_ok=True)
        report = super().handle(**options)
        record.write_text(found)
        return report


def _fingerprint() -> str:
    """Changes with the name, size or time of any file the finders find, and with the storage."""
    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            digest.update(f"{name} {storage.size(name)} {storage.get_modified_time(name)}".encode())
    return digest.hexdigest()
