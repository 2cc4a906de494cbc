"""Accounts that nobody ever confirmed."""

from datetime import datetime

from django.contrib.auth.models import User


def remove_unconfirmed(before: datetime) -> int:
    """Removes accounts for which no code was ever typed, made before this moment; returns how
    many. An account that was made at the terminal has no address to confirm, so it stays."""
    waiting = User.objects.filter(
        last_login=None, is_staff=False, date_joined__lt=before, learner=None
    ).exclude(emailaddress=None)
    unconfirmed = waiting.exclude(emailaddress__verified=True)
    count = unconfirmed.count()
    unconfirmed.delete()
    return count
