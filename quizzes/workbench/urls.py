"""URLs of the workbench and its pictures."""

from django.urls import path, re_path

from quizzes.web.picture_files import PICTURE_FILE

from . import views

urlpatterns = [
    path("workbench/", views.workbench, name="workbench"),
    re_path(r"^workbench/steps\.(?P<form>[a-z]+)$", views.export_file, name="workbench-export"),
    re_path(rf"^workbench/{PICTURE_FILE}", views.picture_file, name="workbench-picture"),
]
