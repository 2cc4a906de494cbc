"""Who may change the bank proves who they are twice, or with a passkey."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings


def lacks_second_factor(user: Any) -> bool:
    """Whether this person must set one up before they enter the admin."""
    return settings.ADMIN_MFA and user.is_staff and not is_mfa_enabled(user)
