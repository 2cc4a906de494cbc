"""Static files are compressed once, and again when one of them changes."""

from pathlib import Path

import pytest

from config.collecting import collect_where_changed


@pytest.fixture
def source(settings, tmp_path: Path) -> Path:
    """The folder of an installation with one static file."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")
    settings.VAR_DIR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return folder


def test_unchanged_files_are_collected_once(source: Path) -> None:
    assert [collect_where_changed(), collect_where_changed()] == [True, False]


def test_a_changed_file_is_collected_anew(source: Path, settings) -> None:
    collect_where_changed()
    (source / "a.css").write_text("a { color: green }")
    assert collect_where_changed()
    collected = [path.read_text() for path in settings.STATIC_ROOT.glob("a.*.css")]
    assert "a { color: green }" in collected


def test_a_run_that_was_interrupted_is_made_again(source: Path, settings) -> None:
    collect_where_changed()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    assert collect_where_changed()
