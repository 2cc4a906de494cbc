"""Paginated lists."""

from typing import Any

from django.core.paginator import Page, Paginator

from quizzes.finding.question_list import PAGE_SIZE

from .problems import FieldFault, refuse_fields


def page_of(rows: Any, number: int) -> Page:
    page = Paginator(rows, PAGE_SIZE).get_page(number)
    if page.number != number:
        message = f"There is no page {number:,}; the last is {page.paginator.num_pages:,}."
        raise refuse_fields([FieldFault(field="page", message=message)])
    return page


def paged(page: Page) -> dict[str, int]:
    paginator = page.paginator
    return {"count": paginator.count, "page": page.number, "pages": paginator.num_pages}
