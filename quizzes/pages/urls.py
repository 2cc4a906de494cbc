"""URLs of questions and their contexts, worked examples, topics and the glossary."""

from django.urls import path, re_path

from quizzes.web.picture_files import PICTURE_FILE

from . import example_views, glossary_views, question_views, topic_views

urlpatterns = [
    path("questions/<slug:slug>/", question_views.question, name="question"),
    path("questions/<slug:slug>/context/", question_views.context, name="context"),
    path("questions/<slug:slug>/examples/<slug:key>/", example_views.example, name="example"),
    re_path(
        rf"^questions/(?P<slug>[\w-]+)/examples/(?P<key>[\w-]+)/{PICTURE_FILE}",
        example_views.picture_file,
        name="example-picture",
    ),
    path("topics/", topic_views.topic_list, name="topics"),
    path("topics/<slug:slug>/", topic_views.topic, name="topic"),
    path("topics/<slug:slug>/sheet/", topic_views.sheet, name="sheet"),
    path("glossary/", glossary_views.glossary, name="glossary"),
]
