"""Learners: whoever answers, with an account or without one."""

from django.conf import settings
from django.db import models


class Learner(models.Model):
    """One person as far as we can tell: a user, or a browser that carries our signed cookie.

    `browser_id` is what the cookie, or a program's token, holds. A newcomer has no row before the
    first thing worth keeping; see `keep`.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        # Who deletes an account leaves answers that belong to nobody.
        on_delete=models.SET_NULL,
        related_name="learner",
    )
    browser_id = models.CharField(max_length=32, null=True, blank=True, unique=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.user) if self.user_id else (self.browser_id or f"learner {self.pk}")[:8]

    @property
    def is_new(self) -> bool:
        """Whether nothing was kept of this learner yet."""
        return self.pk is None

    def keep(self) -> None:
        """Gives a newcomer a row. Two requests at once of one newcomer get the same row."""
        if self.is_new:
            who = {"user": self.user} if self.user_id else {"browser_id": self.browser_id}
            row, _created = Learner.objects.get_or_create(**who)
            self.pk, self._state.adding = row.pk, False
