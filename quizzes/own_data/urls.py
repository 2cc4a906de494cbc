"""URLs of what is stored about a person: to see, to take along, to delete. None has an id: it is
always about whoever asks."""

from django.urls import path

from . import deletion_views, views

urlpatterns = [
    path("account/data/", views.own_data, name="own-data"),
    path("account/data/attention-by-hand.json", views.as_json, name="own-data-json"),
    path("account/data/attempts.csv", views.as_csv, name="own-data-csv"),
    path("account/delete/", deletion_views.delete, name="delete-own-data"),
    path("account/deleted/", deletion_views.deleted, name="own-data-deleted"),
]
