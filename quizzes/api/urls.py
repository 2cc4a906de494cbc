"""The addresses under /api/."""

from django.urls import path

from . import pages
from .v1 import api

urlpatterns = [
    path("openapi.json", pages.openapi, name="api-schema"),
    path("docs", pages.docs, name="api-docs"),
    # The library's own root asks for a CSRF token before it says that there is nothing.
    path("v1/", pages.nothing),
    path("v1/", api.urls),
]
