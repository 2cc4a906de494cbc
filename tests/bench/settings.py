"""The site as it is, plus the bare views that it is compared with."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
