"""The page of a task, and how an answer box is read."""

from django.urls import path

from . import echo_view, views

urlpatterns = [
    path("questions/<slug:slug>/items/<slug:key>/", views.item, name="item"),
    path("reading/", echo_view.reading, name="reading"),
]
