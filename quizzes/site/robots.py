"""What programs that read the whole site are asked to leave alone, and where the map is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

LEFT_ALONE = ("admin:index", "search")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {reverse(name)}" for name in LEFT_ALONE)]
    # Each is of one learner alone, and answers nobody else.
    lines += [
        "Disallow: /sittings/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
