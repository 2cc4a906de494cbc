"""URLs of reminders."""

from django.urls import path

from . import views

urlpatterns = [
    path("account/reminders/", views.reminders, name="reminders"),
    # Not below account/: mail scanners open it, and it costs little.
    path("reminders/off/<str:token>/", views.off, name="reminders-off"),
]
