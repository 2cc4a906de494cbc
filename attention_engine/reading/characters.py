"""Maps the many characters that look alike and mean the same to one plain form."""

import re

# The digits of the scripts that people type most: full-width, Arabic, Persian, Hindi, Bengali.
_ZEROS = "０٠۰०০"
_SAME = {
    "-": "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63─━╌╍┄┅┈┉╴╶╸╺",
    "*": "×·⋅∙∗",
    "/": "÷⁄∕",
    ".": "٫",
    ",": "،、",
    ";": "\u037e؛",
    "%": "٪",
    "=": "═",
    "^": "ˆ",
    # Box-drawing lines and corners.
    "|": "│┃║┆┇┊┋╎╏",
    "+": "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╭╮╰╯╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫",
    "[": "⟦【〔",
    "]": "⟧】〕",
    "(": "⟨〈",
    ")": "⟩〉",
    # A PDF splits a tall bracket into pieces, which add nothing to what the line breaks say.
    " ": "\u00a0\u1680\u200b\u202f\u205f\u3000⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠⎧⎨⎩⎫⎬⎭⎪⎰⎱",
    "\n": "\v\f\x85\u2028\u2029",
}

_PLAIN = {ord(other): plain for plain, others in _SAME.items() for other in others}
_PLAIN |= {ord(zero) + digit: str(digit) for zero in _ZEROS for digit in range(10)}
_PLAIN |= dict.fromkeys(range(0x2000, 0x200B), " ")
# Full-width forms of all of ASCII: brackets, signs, letters.
_PLAIN |= {wide: chr(wide - 0xFF00 + 0x20) for wide in range(0xFF01, 0xFF5F)}


# Zero-width characters with no meaning in numbers: joiners, direction marks, variation selectors.
_INVISIBLE = re.compile("[\u200c-\u200f\u2060\ufe00-\ufe0f\ufeff]")


def clean(text: str) -> tuple[str, list[int] | None]:
    """`text` in plain characters, with line feeds as line ends and invisible characters removed.

    The second value is each character's position in `text`, or None if nothing moved.
    """
    places = None
    if _INVISIBLE.search(text):
        invisible = set(_INVISIBLE.findall(text))
        places = [i for i, character in enumerate(text) if character not in invisible]
        text = _INVISIBLE.sub("", text)
    return text.translate(_PLAIN).replace("\r\n", " \n").replace("\r", "\n"), places
