"""The site's URLs."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("quizzes.api.urls")),
    path("", include("quizzes.urls")),
]

handler400 = "quizzes.site.errors.bad_request"
handler403 = "quizzes.site.errors.forbidden"
handler404 = "quizzes.site.errors.not_found"
# Not Django's: allauth calls it where somebody tries too often.
handler429 = "quizzes.site.errors.too_many_tries"
handler500 = "quizzes.site.errors.server_error"
