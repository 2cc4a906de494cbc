"""The site as it is, with the bare views that it is measured against."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
