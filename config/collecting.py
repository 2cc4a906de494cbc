"""Static files are collected and compressed when they changed, not at every start."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_where_changed() -> bool:
    """collectstatic, unless the last one saw the same files. Whether it ran.

    Compressing them well takes seconds. The mark is written last: an interrupted run counts for
    nothing.
    """
    mark = settings.VAR_DIR / "static.collected"
    fingerprint = fingerprint_of_sources()
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if manifest.exists() and mark.exists() and mark.read_text() == fingerprint:
        return False
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(fingerprint)
    return True


def fingerprint_of_sources() -> str:
    """Changes whenever a static file does, or what makes the collected ones of it."""
    backend = settings.STORAGES["staticfiles"]["BACKEND"]
    makers = f"{version('django')} {version('whitenoise')} {version('brotli')}"
    lines = [f"{settings.STATIC_ROOT} {backend} {makers}"]
    for finder in get_finders():
        for name, storage in finder.list(None):
            found = Path(storage.path(name)).stat()
            lines.append(f"{name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
