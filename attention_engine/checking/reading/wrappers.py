"""`np.array(...)` and `torch.tensor(...)` around a list, with what they say of its type."""

import re

from .source import Source

_CALL = re.compile(
    r"\s*(?P<call>(?:(?:np|numpy|jnp|torch)\.)?(?:array|asarray|matrix|tensor|Tensor)\s*)\("
)
_KEYWORD = re.compile(
    r"\s*[A-Za-z_]{1,20}\s*=\s*(?:<[^<>]{1,80}>|'[^']{0,40}'|\"[^\"]{0,40}\"|[\w.]{1,60})\s*"
)
MAX_KEYWORDS = 5


def unwrap_call(source: Source) -> None:
    """Blank the call around the list, so that only the list is left to be read."""
    call = _CALL.match(source.text)
    if call is None:
        return
    end = len(source.text.rstrip().removesuffix(";").rstrip())
    if source.text[end - 1] != ")":
        name = call["call"].strip()
        raise source.fault(f"{name}( is not closed at the end.", call.start("call"), expected=")")
    source.blank(end - 1, len(source.text))
    end -= 1
    for _ in range(MAX_KEYWORDS):
        comma = source.text.rfind(",", 0, end)
        if comma < 0 or not _KEYWORD.fullmatch(source.text, comma + 1, end):
            break
        source.blank(comma, end)
        end = comma
    source.blank(call.start("call"), call.end())
