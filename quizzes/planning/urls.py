"""URLs of the plan and of the levels."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan/", views.plan, name="plan"),
    path("levels/", views.levels, name="levels"),
    path("levels/<str:skill>/", views.skill, name="skill"),
]
