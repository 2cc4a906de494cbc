"""What arrives while its learner is deleted is answered in words, and stores nothing for nobody."""

from collections.abc import Callable

from tests.serving import Site


def test_what_arrives_late_is_refused_and_never_an_error(
    prepared_site: Callable[..., Site],
) -> None:
    code = "from tests.own_data.late_posts import try_it; try_it()"
    prepared_site().manage("shell", "--verbosity=0", "-c", code)
