"""robots.txt: what crawlers should leave alone, and where the sitemap is."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from quizzes.templatetags.addresses import address_for

LEFT_ALONE = ("admin:index", "search")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", *(f"Disallow: {reverse(name)}" for name in LEFT_ALONE)]
    # What is stored about whoever asks, and nobody else.
    lines.append("Disallow: /account/")
    # Each sitting belongs to one learner, each class to those who are in it.
    lines += [
        "Disallow: /sittings/",
        "Disallow: /classes/",
        "",
        f"Sitemap: {address_for(request)}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
