"""What every test of a page needs: static files under their plain names, nothing collected."""

import pytest


@pytest.fixture(autouse=True)
def plain_static_files(settings, tmp_path_factory) -> None:
    settings.STATIC_ROOT = tmp_path_factory.getbasetemp()
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
