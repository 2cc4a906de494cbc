"""URLs of the labs and their pictures."""

from django.urls import path, re_path

from quizzes.web.picture_files import PICTURE_FILE

from . import views

urlpatterns = [
    path("labs/", views.lab_list, name="labs"),
    path("labs/<slug:slug>/", views.lab, name="lab"),
    re_path(rf"^labs/(?P<slug>[\w-]+)/{PICTURE_FILE}", views.picture_file, name="lab-picture"),
]
