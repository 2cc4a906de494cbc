"""Whose email address must be proven before they are signed in."""

from typing import Literal

from allauth.account.stages import EmailVerificationStage
from django.http.response import HttpResponseBase


class ProvenAddress(EmailVerificationStage):
    """Everybody's but the staff's: the site's owner made their accounts, perhaps at a terminal of
    a machine that sends no mail."""

    def handle(self) -> tuple[HttpResponseBase | None, Literal[True]]:
        user = self.login.user
        return (None, True) if user is not None and user.is_staff else super().handle()
