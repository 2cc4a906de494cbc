"""URLs of practice."""

from django.urls import path

from . import diagnostic_views, views

urlpatterns = [
    path("diagnostic/", diagnostic_views.diagnostic, name="diagnostic"),
    path("quizzes/diagnostic/", diagnostic_views.old_address),
    path("practice/", views.practice, name="practice"),
    path("practice/<uuid:pk>/", views.session, name="practice-session"),
    path("practice/<uuid:pk>/next/", views.next_task, name="practice-next"),
]
