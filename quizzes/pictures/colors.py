"""The colors of a picture that is downloaded as a file. On a page the style sheet sets them.

Heat colors are mixed in OKLab, as `color-mix(in oklab, ...)` does on the page: equal steps look
equally large, also with red-green color blindness and in grayscale print.
Source: Ottosson 2020, A perceptual color space for image processing.
"""

from functools import cache

import numpy as np

# Heat levels: 0 is the paper, the last one the full color.
LEVELS = 10
# From this level on, a number in a cell is white, below it black: contrast at least 4.5 to 1.
WHITE_FROM = 7
INK, SOFT, LINE, PAPER = "#25211b", "#5c5548", "#8f8674", "#fffdf8"
MORE, LESS = "#0f3f5c", "#662a00"
SERIES = ("#17557a", "#8a3d00", "#1d6337", "#7a2e72", "#5c5548", "#9c2318")

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


@cache
def heat(level: int, full: str) -> str:
    """The color `level` steps from the paper toward the full color."""
    share = level / LEVELS
    return _hex_of((1 - share) * _lab_of(PAPER) + share * _lab_of(full))


def lightness(color: str) -> float:
    """How light a color looks: 0 for black, 1 for white."""
    return float(_lab_of(color)[0])


def _lab_of(color: str) -> np.ndarray:
    channels = np.array([int(color[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return _TO_LAB @ np.cbrt(_TO_LMS @ linear)


def _hex_of(lab: np.ndarray) -> str:
    linear = np.linalg.solve(_TO_LMS, np.linalg.solve(_TO_LAB, lab) ** 3).clip(0, 1)
    channels = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
