"""Rows that are written once: a record that nothing may change later."""

from typing import Any, ClassVar

from django.db import models


class AppendOnlyError(TypeError):
    """An attempt to change or delete a row of the record."""


class AppendOnlyRows(models.QuerySet):
    def update(self, **values: Any) -> int:
        if not set(values) <= self.model.MAY_CHANGE:
            raise AppendOnlyError(f"{self.model.__name__} rows cannot be changed; add a new one.")
        return super().update(**values)

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[Any]:
        if options.get("update_conflicts"):
            raise AppendOnlyError(f"{self.model.__name__} rows cannot be changed; add a new one.")
        return super().bulk_create(objs, *args, **options)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{self.model.__name__} rows cannot be deleted.")


class AppendOnly(models.Model):
    """A row can be added and read. It goes away only when its parent row is deleted.

    `MAY_CHANGE` names the fields that are not part of the record, such as which row counts now.
    """

    MAY_CHANGE: ClassVar[frozenset[str]] = frozenset()

    created_at = models.DateTimeField(auto_now_add=True)

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} {self.pk} cannot be changed; add a row.")
        # A new object with the key of a stored row would otherwise change that row.
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnlyError(f"{type(self).__name__} {self.pk} cannot be deleted.")
