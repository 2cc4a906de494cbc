"""The settings of the site, less what a test has no need of: collected static files."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, STORAGES

STATIC_ROOT = BASE_DIR / "quizzes" / "static"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
