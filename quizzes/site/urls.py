"""URLs of the home page, the page on typing, and the files for programs."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path
from django.views.decorators.http import require_safe

from . import about_views, health, home, keyboard_view, robots, theme_view, typing_view
from .feeds import NewQuestions, NewQuestionsRss
from .sitemaps import SITEMAPS

urlpatterns = [
    path("", home.home, name="home"),
    path("typing/", typing_view.typing_help, name="typing"),
    path("keyboard/", keyboard_view.keyboard, name="keyboard"),
    path("about/", about_views.about, name="about"),
    path("privacy/", about_views.privacy, name="privacy"),
    path("theme/", theme_view.theme, name="theme"),
    path("feeds/questions.atom", require_safe(NewQuestions()), name="feed"),
    path("feeds/questions.rss", require_safe(NewQuestionsRss()), name="feed-rss"),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("healthz", health.healthz, name="healthz"),
]
