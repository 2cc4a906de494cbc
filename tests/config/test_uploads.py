"""A file sent to any form is neither kept nor written anywhere."""

import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

FORM = {"computation": "softmax", "x": "1 2"}
# Django keeps smaller files in memory and writes larger ones to disk.
LARGE = 3_000_000


@pytest.fixture
def no_disk(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a file was written")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", refuse)


@pytest.mark.parametrize("address", ["/workbench/", "/api/v1/parse"])
def test_a_large_file_is_refused_before_it_is_read(no_disk, db, address):
    upload = SimpleUploadedFile("large", b"1 " * LARGE)
    response = Client().post(address, FORM | {"upload": upload})
    assert response.status_code == 413
    assert "1.5 MB" in response.content.decode()


def test_a_small_file_is_left_out_and_the_form_is_read(no_disk, db):
    response = Client().post("/workbench/", FORM | {"upload": SimpleUploadedFile("small", b"1 2")})
    assert response.status_code == 303
    assert not response.wsgi_request.FILES
    assert response.headers["Location"].startswith("/workbench/?computation=softmax&x=1+2")
