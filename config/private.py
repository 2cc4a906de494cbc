"""What this installation makes for itself is for its owner's eyes only: it holds the hashes of
passwords, what people typed, and the key that signs their cookies."""

import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
OWNER_ONLY = 0o600
# A thread may lock a new file only after the one that made it has closed it.
_making = threading.Lock()


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
    """Makes an empty file that only its owner can read, unless there is one; shuts that.

    A file that is there is never opened. Closing it would drop every lock that this process holds
    on it, as POSIX has it, and SQLite would go on as if it still had its own.
    """
    with _making, suppress(OSError):
        # If this fails, whoever opens the file next says what is the matter, in its own words.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDONLY, OWNER_ONLY))
    shut(path)
