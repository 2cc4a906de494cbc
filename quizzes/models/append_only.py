"""Rows that are written once: the record of what was, which nothing may change later."""

from typing import Any, ClassVar

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a row of the record."""


class AppendOnlyRows(models.QuerySet):
    def update(self, **values: Any) -> int:
        if not set(values) <= self.model.MAY_CHANGE:
            raise AppendOnlyError(f"{self.model.__name__} rows are never changed: add a new one.")
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted.")


class AppendOnly(models.Model):
    """A row can be added and read. Only the end of what it belongs to takes it away again.

    `MAY_CHANGE` names what is no part of the record itself, such as which row counts now.
    """

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset()

    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} {self.pk} is never changed: add a row.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{type(self).__name__} {self.pk} is never deleted.")
