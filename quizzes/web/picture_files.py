"""A picture as a file of its own: drawn as SVG, or its numbers as CSV."""

from django.http import Http404, HttpResponse

from quizzes.pictures import Picture

# The end of an address of a picture: its name and its form.
PICTURE_FILE = r"(?P<name>[\w-]+)\.(?P<form>svg|csv)$"


def picture_response(picture: Picture | None, form: str, prefix: str = "") -> HttpResponse:
    """The picture in this form, `prefix` before the name of its file; not found for None."""
    if picture is None:
        raise Http404("There is no such picture.")
    if form == "csv":
        response = HttpResponse(picture.table.csv(), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(picture.file(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{prefix}{picture.name}.{form}"'
    return response
