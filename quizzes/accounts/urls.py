from django.apps import apps
from django.urls import include, path

from . import views

urlpatterns = [
    path("account/", views.account, name="account"),
    path("account/", include("allauth.account.urls")),
    path("account/two-step/", include("allauth.mfa.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
]
if apps.is_installed("allauth.socialaccount"):
    urlpatterns += [
        path("account/elsewhere/", include("allauth.socialaccount.urls")),
        path("account/elsewhere/", include("allauth.socialaccount.providers.openid_connect.urls")),
    ]
