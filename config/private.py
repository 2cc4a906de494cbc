"""What this installation makes for itself is for its owner's eyes only: it holds the hashes of
passwords, what people typed, and the key that signs their cookies."""

import os
import stat
from pathlib import Path

OTHERS = 0o077
OWNER_ONLY = 0o600


def shut(path: Path) -> None:
    """Takes the rights of others from an existing file or folder of ours. Does nothing to one that
    belongs to somebody else, or to a folder that everybody shares, such as /tmp."""
    try:
        found = path.stat()
        is_shared = stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX
        if found.st_mode & OTHERS and found.st_uid == os.geteuid() and not is_shared:
            path.chmod(stat.S_IMODE(found.st_mode) & ~OTHERS)
    except OSError:
        # Not there, or on a disk that keeps no rights: nothing that a start should fail for.
        return


def make_shut(path: Path) -> None:
    """Makes an empty file that only its owner can read, unless there is one; shuts that."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDONLY, OWNER_ONLY))
    except OSError:
        # Whoever opens it next says what is the matter, in its own words.
        return
    shut(path)
