"""URLs of practice."""

from django.urls import path

from . import views

urlpatterns = [
    path("practice/", views.practice, name="practice"),
    path("practice/<uuid:pk>/", views.session, name="practice-session"),
    path("practice/<uuid:pk>/next/", views.next_task, name="practice-next"),
]
