"""The URLs under /api/."""

from django.urls import path

from . import pages
from .v1 import api

urlpatterns = [
    path("openapi.json", pages.openapi, name="api-schema"),
    path("docs", pages.docs, name="api-docs"),
    # The library's own root would ask for a CSRF token before answering 404.
    path("v1/", pages.nothing),
    path("v1/", api.urls),
]
