from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

# What must not appear in a search engine by way of a link says so in a header (see middleware);
# a robot must be let in to read it.
ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /accounts/
Disallow: /desk/
"""


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers, else 503; for load balancers and monitoring."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    addresses = [settings.SITE_URL + reverse(name) for name in ("sitemap", "news-sitemap")]
    sitemaps = "".join(f"Sitemap: {address}\n" for address in addresses)
    return HttpResponse(f"{ROBOTS}\n{sitemaps}", "text/plain")
