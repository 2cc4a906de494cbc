"""Maps numbers to places in a picture, and chooses the ticks of an axis."""

from dataclasses import dataclass
from math import ceil, floor, log10

MOST_TICKS = 7


@dataclass(frozen=True)
class Axis:
    """Maps numbers from `low` to `high` to the pixels from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool = False

    def place(self, value: float) -> float:
        low, high, at = (self._scaled(x) for x in (self.low, self.high, value))
        return self.start + (self.end - self.start) * (at - low) / (high - low)

    def ticks(self) -> list[float]:
        """Round numbers within the axis: powers on a log axis, else steps of 1, 2 or 5."""
        return _powers(self.low, self.high) if self.is_log else _steps(self.low, self.high)

    def _scaled(self, value: float) -> float:
        return log10(value) if self.is_log else value


def axis_over(values: list[float], start: float, end: float, is_log: bool) -> Axis:
    """An axis that covers all values, and zero as well unless it is logarithmic."""
    low, high = min(values), max(values)
    if not is_log:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        low, high = (low / 2, high * 2) if is_log else (low, low + 1)
    return Axis(low, high, start, end, is_log)


def tick_words(value: float) -> str:
    """A number beside an axis, as short as possible."""
    size = abs(value)
    if size >= 1e6 or 0 < size < 1e-3:
        factor, power = f"{value:.0e}".split("e")
        return f"{factor.replace('-', '−')}e{int(power)}".replace("e-", "e−")
    return f"{value:,.6g}".replace("-", "−")


def _powers(low: float, high: float) -> list[float]:
    """Powers of ten, or of two if there would be fewer than three."""
    tens = [10.0**n for n in range(ceil(log10(low) - 1e-9), floor(log10(high) + 1e-9) + 1)]
    if len(tens) < 3:
        twos = [2.0**n for n in range(-40, 60) if low * 0.999 <= 2.0**n <= high * 1.001]
        if len(twos) >= 2:
            return _thinned(twos)
    return _thinned(tens) if tens else [low, high]


def _thinned(ticks: list[float]) -> list[float]:
    return ticks[:: ceil(len(ticks) / MOST_TICKS)]


def _steps(low: float, high: float) -> list[float]:
    rough = (high - low) / (MOST_TICKS - 1)
    unit = 10.0 ** floor(log10(rough))
    step = next(unit * factor for factor in (1, 2, 5, 10) if unit * factor >= rough * 0.999)
    first = ceil(low / step - 1e-9)
    return [n * step for n in range(first, floor(high / step + 1e-9) + 1)]
