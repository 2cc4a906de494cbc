"""The pictures of the progress page."""

from collections.abc import Sequence
from dataclasses import replace

from quizzes.pictures import Picture, Series, Table, bar_chart, calendar, line_chart
from quizzes.reviewing.levels import Level

from .progress import Progress, WeekOfProgress

BEFORE = "weeks (0 is this week)"
FEWEST_SKILLS, ALL = 5, 100


def pictures_of(progress: Progress) -> list[Picture]:
    return [_activity(progress), _levels(progress), _readiness(progress), _outcomes(progress)]


def _activity(progress: Progress) -> Picture:
    first, today = progress.weeks[0].week.first, progress.today
    return calendar("activity", "Activity", first, today, progress.by_day, "First answers")


def _levels(progress: Progress) -> Picture:
    weeks = progress.weeks
    series = [
        Series(f"{level.words}{'' if level == Level.MASTERED else ' or better'}", counts)
        for level in (Level.FAMILIAR, Level.PROFICIENT, Level.MASTERED)
        if (counts := [week.knowledge.at_least[level] for week in weeks])
    ]
    return _over_time("levels", "Skills at each level", "skills", weeks, series, FEWEST_SKILLS)


def _readiness(progress: Progress) -> Picture:
    weeks = progress.weeks
    series = [Series("readiness", [week.knowledge.percent for week in weeks])]
    return _over_time("readiness", "Readiness", "percent", weeks, series, ALL)


def _over_time(
    name: str,
    title: str,
    counted: str,
    weeks: Sequence[WeekOfProgress],
    series: list[Series],
    up_to: float,
) -> Picture:
    """Lines over the weeks; their table has the last day of each, as people know it."""
    places = range(1 - len(weeks), 1)
    drawn = line_chart(name, title, BEFORE, places, counted, series, decimals=0, up_to=up_to)
    rows = [
        [f"{week.week.last:%b} {week.week.last.day}", *(each.values[place] for each in series)]
        for place, week in enumerate(weeks)
    ]
    return replace(drawn, table=Table(["week ending", *(s.name for s in series)], rows, 0))


def _outcomes(progress: Progress) -> Picture:
    found = progress.outcomes
    return bar_chart(
        "answers",
        "Answers by outcome",
        "outcome",
        list(found),
        "answers",
        list(found.values()),
        decimals=0,
    )
