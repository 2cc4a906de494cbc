"""The addresses under /api/."""

from django.urls import path

from . import pages
from .v1 import api

urlpatterns = [
    path("openapi.json", pages.openapi, name="api-schema"),
    path("docs", pages.docs, name="api-docs"),
    path("v1/", api.urls),
]
