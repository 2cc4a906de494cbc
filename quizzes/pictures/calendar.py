"""A calendar: a row for each week, a cell for each day, fuller the more was done."""

from collections.abc import Mapping
from datetime import date, timedelta

from .colors import LEVELS
from .drawing import Drawing
from .picture import Picture, Table
from .texts import widest

CELL, LOW, TOP = 34, 28, 24
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# So many are full color, if no day has more: a single one does not look like a great day.
LEAST_FULL = 5


def calendar(
    name: str, title: str, first: date, today: date, counts: Mapping[date, int], what: str
) -> Picture:
    """The weeks from the one with the day `first` to the one with `today`, which is framed. Days
    without a count have zero, days after today are empty. `what` says what is counted."""
    monday = first - timedelta(first.weekday())
    weeks = [monday + timedelta(7 * n) for n in range((today - monday).days // 7 + 1)]
    labels = [_short(week) for week in weeks]
    left = widest(labels) + 14
    drawing = Drawing(left + CELL * 7 + 2, TOP + LOW * len(weeks) + 2, fit="shrinks")
    full = max(LEAST_FULL, *counts.values(), 0)
    for j, day_name in enumerate(DAYS):
        place = {"x": left + CELL * (j + 0.5), "y": TOP - 8}
        drawing.add("text", day_name, class_="axis-name", text_anchor="middle", **place)
    for i, (week, label) in enumerate(zip(weeks, labels, strict=True)):
        at = {"x": left - 8, "y": TOP + LOW * (i + 0.5) + 5}
        drawing.add("text", label, class_="label", text_anchor="end", **at)
        for j in range(7):
            day = week + timedelta(j)
            count = counts.get(day, 0) if day <= today else None
            _draw_day(drawing, left + CELL * j, TOP + LOW * i, count, full)
    _frame(drawing, left + CELL * today.weekday(), TOP + LOW * (len(weeks) - 1))
    rows = [[_short(week), *(_cell(week, j, today, counts) for j in range(7))] for week in weeks]
    table = Table(["Week of", *DAYS], rows, 0)
    return Picture(name, title, _described(monday, today, counts, what), drawing, table)


def _draw_day(drawing: Drawing, x: float, y: float, count: int | None, full: int) -> None:
    level = max(1, round(LEVELS * count / full)) if count else 0
    size = {"x": x, "y": y, "width": CELL, "height": LOW}
    drawing.add("rect", class_="hidden-cell" if count is None else f"more-{level}", **size)
    drawing.add("rect", class_="cell-edge", **size)
    if count:
        place = {"x": x + CELL / 2, "y": y + LOW / 2 + 5}
        drawing.add("text", str(count), class_=f"ink-{level}", text_anchor="middle", **place)


def _frame(drawing: Drawing, x: float, y: float) -> None:
    size = {"x": x + 1.5, "y": y + 1.5, "width": CELL - 3, "height": LOW - 3}
    # A light line below the dark one, so that the frame stands out on every color.
    for look in ("differs-ground", "differs"):
        drawing.add("rect", class_=look, **size)


def _cell(week: date, weekday: int, today: date, counts: Mapping[date, int]) -> str:
    day = week + timedelta(weekday)
    return str(counts.get(day, 0)) if day <= today else "–"


def _described(first: date, today: date, counts: Mapping[date, int], what: str) -> str:
    span = f"From {_long(first)} to {_long(today)}, today, which is framed."
    days = {day: n for day, n in counts.items() if n and first <= day <= today}
    if not days:
        return f"{what} each day. {span} None so far."
    most = max(days, key=lambda day: (days[day], day))
    return (
        f"{what} each day. {span} {sum(days.values())} on {len(days)} days; "
        f"most on {_long(most)}: {days[most]}."
    )


def _short(day: date) -> str:
    return f"{day:%b} {day.day}"


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
