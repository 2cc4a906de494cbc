"""Second factors and passkeys: removed here for whoever has lost theirs, and never shown."""

from typing import Any

from allauth.mfa import admin as of_allauth  # noqa: F401 - registered before it is replaced
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.http import HttpRequest


class AuthenticatorAdmin(admin.ModelAdmin):
    """Without `data`: whoever reads it there can make the codes of somebody else's app."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type", "created_at", "last_used_at")
    fields = readonly_fields = list_display

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.unregister(Authenticator)
admin.site.register(Authenticator, AuthenticatorAdmin)
