"""Collects and compresses static files only when they have changed, not at every start."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_where_changed() -> bool:
    """Runs collectstatic unless the last run saw the same files. Returns whether it ran.

    Compressing well takes seconds. The mark is written last, so an interrupted run does not count.
    """
    settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = settings.VAR_DIR / "static.collected"
    fingerprint = fingerprint_of_sources()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and mark.exists() and mark.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint)
    return True


def fingerprint_of_sources() -> str:
    """A hash that changes with any static file and with the tools that process them."""
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    makers = f"{version('django')} {version('whitenoise')} {version('brotli')}"
    lines = [f"{settings.STATIC_ROOT} {backend} {makers}"]
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = Path(storage.path(name)).stat()
            lines.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
