"""URLs of the mock interview."""

from django.urls import path

from . import seat_views, set_up_views, views

urlpatterns = [
    path("interview/", set_up_views.interviews, name="interviews"),
    path("interview/seat/<slug:token>/", seat_views.seat, name="seat"),
    path("interview/<uuid:pk>/", views.interview, name="interview"),
    path("interview/<uuid:pk>/end/", views.end, name="end-interview"),
    path("interview/<uuid:pk>/debrief/", views.debrief, name="debrief"),
]
