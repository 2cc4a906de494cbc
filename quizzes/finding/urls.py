"""URLs of the question list and the search."""

from django.urls import path

from . import views

urlpatterns = [
    path("questions/", views.question_list, name="questions"),
    path("search/", views.search, name="search"),
]
