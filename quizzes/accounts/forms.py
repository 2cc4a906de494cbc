"""The forms at the door, with the question to whom the work of this browser belongs."""

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse

from quizzes.models import Attempt

from .taking_over import browser_learner, keep_apart


def _request() -> HttpRequest:
    """The one that is being answered: not all of allauth's forms are given it."""
    request = context.request
    assert request is not None  # noqa: S101 - its middleware sets it
    return request


class BringsBrowser(forms.Form):
    """Asks only in a browser where somebody has worked without an account."""

    bring = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        learner = browser_learner(_request())
        if learner is None:
            del self.fields["bring"]
            return
        count = Attempt.marked.at_a_task().filter(learner=learner).count()
        answers = f" ({count:,} answer{'s' * (count != 1)})" if count else ""
        self.fields["bring"].label = f"Add what was done in this browser{answers} to my account"
        self.fields[
            "bring"
        ].help_text = "Leave this out on a computer that you share: it cannot be undone."
        self.order_fields([name for name in self.fields if name != "bring"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("bring") is False:
            keep_apart(_request())
        return cleaned


class LoginForm(BringsBrowser, allauth_forms.LoginForm):
    """By email address, or by the name of an account that was made at the terminal. Without a
    password a code is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to_admin = _request().GET.get(REDIRECT_FIELD_NAME, "").startswith(reverse("admin:index"))
        self.fields["login"].label = "User name or email" if to_admin else "Email address"
        self.fields["login"].widget.attrs["placeholder"] = ""

    def _setup_password_field(self) -> None:
        """Keeps the password, although signing up asks for none."""
        password = self.fields["password"]
        password.required = False
        password.label = "Password, if you have set one"
        password.help_text = "Leave this empty, and we send you a code by email."
        password.widget.attrs["placeholder"] = ""

    def user_credentials(self) -> dict[str, str]:
        """An address is looked up as such alone. Looked up as a name too, a known one would take
        one password check more than an unknown one, which tells them apart."""
        credentials = super().user_credentials()
        if "email" in credentials:
            credentials.pop("username", None)
        return credentials


class CodeForm(BringsBrowser, allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self)


class SignupForm(BringsBrowser, allauth_forms.SignupForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self)


def _name_address(form: forms.Form) -> None:
    form.fields["email"].label = "Email address"
    form.fields["email"].widget.attrs.pop("placeholder", None)
