"""A picture as a downloadable file: an SVG drawing, or its numbers as CSV."""

from django.http import Http404, HttpResponse

from quizzes.pictures import Picture

# The end of a picture's URL: its name and its format.
PICTURE_FILE = r"(?P<name>[\w-]+)\.(?P<form>svg|csv)$"


def picture_response(picture: Picture | None, form: str, prefix: str = "") -> HttpResponse:
    """The picture in this format, as a file named with `prefix`. Raises Http404 for None."""
    if picture is None:
        raise Http404("There is no such picture.")
    if form == "csv":
        response = HttpResponse(picture.table.csv(), content_type="text/csv; charset=utf-8")
    else:
        response = HttpResponse(picture.file(), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{prefix}{picture.name}.{form}"'
    return response
