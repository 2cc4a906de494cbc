"""Learners: everyone who answers, with or without an account."""

from django.conf import settings
from django.db import IntegrityError, connection, models, transaction


class Theme(models.TextChoices):
    """How a learner reads; whoever has chosen neither follows the system."""

    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class LearnerGone(Exception):
    """The learner was deleted while a request of theirs was on its way. Nothing was stored."""

    def __init__(self) -> None:
        super().__init__(
            "What was stored about you was deleted while this was on its way, so it was not saved."
        )


class Learner(models.Model):
    """One person as far as we can tell: a user, or a browser with our signed cookie.

    `browser_id` is the id in the cookie or in a program's token. A newcomer gets a row only when
    there is something to store; see `keep`. `record_version` grows with every mark of this
    learner's answers: whatever was made of them at an earlier version is out of date.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        # A person is deleted as a whole and their answers counted: see own_data/deletion.py.
        on_delete=models.PROTECT,
        related_name="learner",
    )
    browser_id = models.CharField(max_length=32, null=True, blank=True, unique=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    theme = models.CharField(
        max_length=5, choices=Theme.choices, blank=True, default="", db_default=""
    )
    record_version = models.PositiveBigIntegerField(db_default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        if self.user_id:
            return str(self.user)
        return self.browser_id[:8] if self.browser_id else f"learner {self.pk}"

    @property
    def is_new(self) -> bool:
        """Whether nothing of this learner is stored yet."""
        return self.pk is None

    def lock(self) -> None:
        """Lets whoever else locks this learner wait until the end of the transaction, so that
        nothing is worked out from what another request is changing. SQLite has one writer anyway.
        Raises LearnerGone."""
        if connection.features.has_select_for_update and not self.is_new:
            rows = Learner.objects.select_for_update(of=("self",)).values("pk").filter(pk=self.pk)
            if not list(rows):
                raise LearnerGone

    def refuse_gone(self) -> None:
        """Raises LearnerGone for a learner who was stored and is not any more: a row of theirs
        then fails for the want of them, and not because it is stored already."""
        if not self.is_new and not Learner.objects.filter(pk=self.pk).exists():
            raise LearnerGone

    def keep(self) -> bool:
        """Gives a newcomer a row; whether this call made it. Two simultaneous requests of one
        newcomer get the same row."""
        if not self.is_new:
            return False
        try:
            with transaction.atomic():
                self.save(force_insert=True)
        except IntegrityError:
            who = {"user": self.user} if self.user_id else {"browser_id": self.browser_id}
            row = Learner.objects.filter(**who).first()
            if row is None:
                raise
            self.pk, self._state.adding = row.pk, False
            return False
        return True
