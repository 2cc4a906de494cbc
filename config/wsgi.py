"""The entry point of the production server."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class TextRequest(WSGIRequest):
    """A request that can be made although its content type names a codec that is none for text.

    Django decodes the address with that codec (base64 is one) before any middleware is asked, and
    fails. Made anew, the request still names the codec: FormLimits refuses it in words.
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
