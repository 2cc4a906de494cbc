"""The login of the admin: limits on failed attempts, and why they do not lock the owner out.

Failures are counted for an account from wherever they come, so anybody could lock a known account.
A browser in which its owner has logged in before is therefore counted apart. The idea is OWASP's:
"Slow Down Online Guessing Attacks with Device Cookies".
"""

import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse

COOKIE_NAME = "__Secure-known-browser" if settings.BEHIND_TLS else "known-browser"
COOKIE_PATH = "/admin/login/"
ONE_YEAR = 365 * 24 * 60 * 60
_SALT = "quizzes.known-browser"


class Adapter(DefaultAccountAdapter):
    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        key = super()._get_login_attempts_cache_key(request, **credentials)
        account, _, browser = _known_browser(request).rpartition(":")
        is_owners = account and account == credentials.get("username", "").lower()
        return f"{key}:{browser}" if is_owners else key


class LimitedLoginForm(AdminAuthenticationForm):
    """Django's, but after too many failures of an address or an account no password is tried."""

    def clean(self) -> dict[str, Any]:
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.request and name is not None and password:
            self.user_cache = get_adapter().authenticate(
                self.request, username=name, password=password
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
            self.confirm_login_allowed(self.user_cache)
        return self.cleaned_data


def remember_browser(response: HttpResponse, account: str) -> None:
    """Notes in the browser that the owner of this account has logged in there."""
    response.set_signed_cookie(
        COOKIE_NAME,
        f"{account.lower()}:{secrets.token_hex(8)}",
        salt=_SALT,
        max_age=ONE_YEAR,
        path=COOKIE_PATH,
        httponly=True,
        samesite="Strict",
        secure=settings.BEHIND_TLS,
    )


def _known_browser(request: HttpRequest) -> str:
    """The account and the browser's own code, as `account:code`; empty without our cookie."""
    return request.get_signed_cookie(COOKIE_NAME, default=None, salt=_SALT, max_age=ONE_YEAR) or ""
