"""The secret key of this installation: generated once, readable only by its owner."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from .private import OWNER_ONLY, shut


def load_or_make_secret_key(path: Path) -> str:
    """The key stored in `path`; the first start generates it there, with mode 0600.

    Two processes that start at once end up with the same key: each writes a complete file under
    its own name, then links it into place, and only the first link succeeds.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    shut(path)
    return path.read_text().strip()
