"""The addresses of the site; each is reached by its name."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path, re_path
from django.views.decorators.http import require_safe

from quizzes.answering import echo_view, views
from quizzes.finding import views as search
from quizzes.labs import views as labs
from quizzes.pages import example_views, glossary_views, question_views, topic_views
from quizzes.site import health, home, robots, typing_view
from quizzes.site.feeds import NewQuestions, NewQuestionsRss
from quizzes.site.sitemaps import SITEMAPS
from quizzes.sittings import quiz_views
from quizzes.sittings import views as sittings
from quizzes.web.picture_files import PICTURE_FILE
from quizzes.workbench import views as workbench

urlpatterns = [
    path("", home.home, name="home"),
    path("questions/", question_views.question_list, name="questions"),
    path("questions/<slug:slug>/", question_views.question, name="question"),
    path("questions/<slug:slug>/context/", question_views.context, name="context"),
    path("questions/<slug:slug>/items/<slug:key>/", views.item, name="item"),
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
    path("search/", search.search, name="search"),
    path("labs/", labs.lab_list, name="labs"),
    path("labs/<slug:slug>/", labs.lab, name="lab"),
    re_path(rf"^labs/(?P<slug>[\w-]+)/{PICTURE_FILE}", labs.picture_file, name="lab-picture"),
    path("reading/", echo_view.reading, name="reading"),
    path("quizzes/", quiz_views.quiz_list, name="quizzes"),
    path("quizzes/<slug:slug>/", quiz_views.quiz, name="quiz"),
    path("sittings/<uuid:pk>/", sittings.sitting, name="sitting"),
    path("sittings/<uuid:pk>/results/", sittings.results, name="results"),
    path("typing/", typing_view.typing_help, name="typing"),
    path("workbench/", workbench.workbench, name="workbench"),
    re_path(rf"^workbench/{PICTURE_FILE}", workbench.picture_file, name="workbench-picture"),
    path("feeds/questions.atom", require_safe(NewQuestions()), name="feed"),
    path("feeds/questions.rss", require_safe(NewQuestionsRss()), name="feed-rss"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
]
