"""URLs of quizzes, running sittings and their results."""

from django.urls import path, re_path

from . import custom_views, own, quiz_views, task_views, views

urlpatterns = [
    path("quizzes/", quiz_views.quiz_list, name="quizzes"),
    path("quizzes/custom/", custom_views.new_custom_quiz, name="new-custom-quiz"),
    path("quizzes/custom/<slug:key>/", custom_views.custom_quiz, name="custom-quiz"),
    path("quizzes/<slug:slug>/", quiz_views.quiz, name="quiz"),
    path("sittings/<uuid:pk>/", views.sitting, name="sitting"),
    path("sittings/<uuid:pk>/<int:number>/", task_views.one_task, name="sitting-task"),
    path("sittings/<uuid:pk>/check/", task_views.check, name="sitting-check"),
    path("sittings/<uuid:pk>/results/", views.results, name="results"),
    re_path(r"^sittings/(?:.*/)?$", own.not_yours),
]
