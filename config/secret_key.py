"""The secret key of this installation: made once, readable by its owner alone."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def load_or_make_secret_key(path: Path) -> str:
    """The key in `path`; at the first start a new one is made there with mode 0600.

    Two processes that start at once agree: the file is written whole under a name of its own,
    then linked into place, and only the first link succeeds.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
