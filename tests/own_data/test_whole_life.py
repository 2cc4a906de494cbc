"""Whoever deletes everything leaves no trace in the database, and the numbers of the items stay."""

from collections.abc import Callable

from tests.serving import Site


def test_after_a_deletion_the_whole_database_names_nobody(
    prepared_site: Callable[..., Site],
) -> None:
    code = "from tests.own_data.whole_life import try_it; try_it()"
    prepared_site().manage("shell", "--verbosity=0", "-c", code)
