"""URLs of the task page and of the echo of an answer box."""

from django.urls import path

from . import echo_view, views

urlpatterns = [
    path("questions/<slug:slug>/items/<slug:key>/", views.item, name="item"),
    path("reading/", echo_view.reading, name="reading"),
]
