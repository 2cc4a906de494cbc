"""What file names say: the number, the address and the words of a question."""

import hashlib
import re
import unicodedata
from pathlib import Path

# The file that a folder stands for.
INDEXES = ("readme", "index", "_index")
_DATE = re.compile(r"\d{4}[-_]\d{2}[-_]\d{2}(?=[-_ .]|$)[-_ .]*")
_NUMBER = re.compile(
    r"(?:question|q)?[ _.#-]*(?P<number>\d{1,6})(?=[ _.)-]|$)[ _.)-]*", re.IGNORECASE
)
LONGEST = 80


def name_of(path: Path) -> str:
    """The name of a guide: that of its file, or of its folder if its file is only an index."""
    is_index = path.stem.lower() in INDEXES and path.parent.name
    return path.parent.name if is_index else path.stem


def number_in(name: str) -> int | None:
    """The number that a name begins with: 24 in `24_dot_product`, none in `2024-05-01-heads`."""
    match = None if _DATE.match(name) else _NUMBER.match(name)
    return int(match["number"]) if match else None


def slug_of(name: str) -> str:
    """`24_dot_product_self_attention` -> `dot-product-self-attention`; ``""`` if no letter of the
    name can be in an address."""
    plain = _without_number(_ascii(name))
    words = re.findall(r"[a-z0-9]+", plain) or re.findall(r"[a-z0-9]+", _ascii(name))
    is_whole = not re.search(r"[^\W\d_]", name) or re.search(r"[a-z]", "".join(words))
    return "-".join(words)[:LONGEST].strip("-") if is_whole else ""


def stable_slug(name: str) -> str:
    """An address for a name in letters that no address has. The same name gives the same one."""
    return f"guide-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def title_words(name: str) -> str:
    """`24_what_is_a_token` -> `What is a token`; ``""`` if the name has no word."""
    words = re.sub(r"[\s_]+|(?<=\w)-(?=\w)", " ", _without_number(name)).strip(" .-")
    return words[:1].upper() + words[1:] if re.search(r"[^\W\d_]", words) else ""


def name_key(name: str) -> str:
    """A key that spellings of a file name share: `./questions/23 Softmax.MD`, `23_softmax`."""
    stem = re.sub(r"\.(?:mdx?|markdown|html?)$", "", name.rstrip("/").rsplit("/", 1)[-1].lower())
    return re.sub(r"[^\w]+|_+", "_", stem).strip("_")


def _ascii(name: str) -> str:
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()


def _without_number(name: str) -> str:
    match = _DATE.match(name) or _NUMBER.match(name)
    return name[match.end() :] if match else name
