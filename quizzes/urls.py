"""The addresses of the site; each is reached by its name."""

from django.urls import path

from quizzes.views import (
    examples,
    glossary,
    health,
    home,
    items,
    questions,
    quizzes,
    readings,
    search,
    sittings,
    topics,
    typing_help,
    workbench,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/", questions.question_list, name="questions"),
    path("questions/<slug:slug>/", questions.question, name="question"),
    path("questions/<slug:slug>/context/", questions.context, name="context"),
    path("questions/<slug:slug>/items/<slug:key>/", items.item, name="item"),
    path("questions/<slug:slug>/examples/<slug:key>/", examples.example, name="example"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("topics/<slug:slug>/sheet/", topics.sheet, name="sheet"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("search/", search.search, name="search"),
    path("reading/", readings.reading, name="reading"),
    path("quizzes/", quizzes.quiz_list, name="quizzes"),
    path("quizzes/<slug:slug>/", quizzes.quiz, name="quiz"),
    path("sittings/<uuid:pk>/", sittings.sitting, name="sitting"),
    path("sittings/<uuid:pk>/results/", sittings.results, name="results"),
    path("typing/", typing_help.typing_help, name="typing"),
    path("workbench/", workbench.workbench, name="workbench"),
    path("healthz", health.healthz, name="healthz"),
]
