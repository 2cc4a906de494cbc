"""What accounts do differently here than in allauth."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.utils import user_email
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string

from quizzes.learners.known_browser import code_of_known_browser, remember_browser


def display(user: AbstractBaseUser) -> str:
    """How a user is called in a mail and on a page of theirs."""
    return getattr(user, "email", "") or user.get_username()


EMAIL_STAGE = "allauth.account.stages.EmailVerificationStage"


class Adapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "Too many wrong passwords. Wait five minutes, or sign in with a code by email."
        ),
        "incorrect_code": (
            "This is not the code that we sent last. Check it letter by letter; a new code "
            "replaces the one before."
        ),
        "email_password_mismatch": "The email address and the password do not match.",
        "username_password_mismatch": "The name and the password do not match.",
        "incorrect_password": "This is not the password of your account.",
        "rate_limited": "Too many tries in a short time. Wait a minute, then try again.",
    }

    def populate_username(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Django wants a name that nobody else has; ours says nothing about the person."""
        if not user.get_username():
            setattr(user, user.USERNAME_FIELD, f"user-{get_random_string(16).lower()}")

    def get_login_stages(self) -> list[str]:
        ours = "quizzes.accounts.stages.ProvenAddress"
        return [ours if stage == EMAIL_STAGE else stage for stage in super().get_login_stages()]

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if kwargs["signup"]:
            # The code from the mail was typed just now: a first password needs no second one.
            record_authentication(
                request, user, method="code", email=user_email(user), reauthenticated=True
            )
        remember_browser(response, user)
        return response

    def can_delete_email(self, email_address: EmailAddress) -> bool:
        """Never the last: most accounts have no password, and sign in with a code sent there."""
        others = EmailAddress.objects.filter(user=email_address.user_id, verified=True)
        is_last = not others.exclude(pk=email_address.pk).exists()
        is_stored = bool(email_address.pk)
        return super().can_delete_email(email_address) and not (is_stored and is_last)

    def logout(self, request: HttpRequest) -> None:
        # What was not read yet is not for whoever comes next to this browser.
        list(messages.get_messages(request))
        super().logout(request)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        key = super()._get_login_attempts_cache_key(request, **credentials)
        login = credentials.get("email", credentials.get("username", ""))
        code = code_of_known_browser(request, login)
        return f"{key}:{code}" if code else key
