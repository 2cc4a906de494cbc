"""The entry point of the production server."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class TextRequest(WSGIRequest):
    """A request that survives a content type with a codec that is not for text, such as base64.

    Django decodes the query string with that codec before any middleware runs, and fails. After
    the retry `encoding` still names the codec, so FormLimits can refuse it with a message.
    """

    def __init__(self, environ: dict[str, Any]) -> None:
        try:
            super().__init__(environ)
        except LookupError:
            super().__init__(environ | {"CONTENT_TYPE": ""})


class TextHandler(WSGIHandler):
    request_class = TextRequest


django.setup(set_prefix=False)
application = TextHandler()
