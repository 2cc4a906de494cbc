"""The addresses of the site; each is reached by its name."""

from django.urls import path

from quizzes.views import health, home, items, questions

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/", questions.question_list, name="questions"),
    path("questions/<slug:slug>/", questions.question, name="question"),
    path("questions/<slug:slug>/context/", questions.context, name="context"),
    path("questions/<slug:slug>/items/<slug:key>/", items.item, name="item"),
    path("healthz", health.healthz, name="healthz"),
]
