import os
import sys
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
_django = get_wsgi_application()

# So long (in seconds) a thread that only hands out a kept page waits for one that renders. Python's
# own 5 ms add up to tenths of a second where many threads are busy.
sys.setswitchinterval(0.0001)

# These know models, and so need Django to be set up.
from newsroom import freshness, limits, preloading, proxies  # noqa: E402
from newsroom.page_cache import PageCache  # noqa: E402

preloading.preload()
_freshness = freshness.of(connection) if settings.PAGE_CACHE_BYTES else None
application = limits.heed(
    proxies.heed(_django, settings.TRUSTED_PROXIES), settings.SESSION_COOKIE_NAME
)
if _freshness:
    application = PageCache(
        application,
        _freshness,
        most_bytes=settings.PAGE_CACHE_BYTES,
        host=urlsplit(settings.SITE_URL).netloc,
        session_cookie=settings.SESSION_COOKIE_NAME,
        trusted=settings.TRUSTED_PROXIES,
    )
