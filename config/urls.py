"""The addresses of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("quizzes.api.urls")),
    path("", include("quizzes.urls")),
]

handler400 = "quizzes.views.errors.bad_request"
handler403 = "quizzes.views.errors.forbidden"
handler404 = "quizzes.views.errors.not_found"
handler500 = "quizzes.views.errors.server_error"
