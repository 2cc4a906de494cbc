"""URLs of the pages on how far a learner has come."""

from django.urls import path

from . import views

urlpatterns = [
    path("progress/", views.progress, name="progress"),
    path("mistakes/", views.mistakes, name="mistakes"),
]
