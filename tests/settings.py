"""The site's settings, without collected static files, which tests do not need."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES, STORAGES

STATIC_ROOT = BASE_DIR / "quizzes" / "static"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Named, because pytest-django knows by its name only Django's own backend, and would make a file.
DATABASES["default"].setdefault("TEST", {"NAME": ":memory:"})
