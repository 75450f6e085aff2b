import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom import limits, proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = limits.heed(
    proxies.heed(get_wsgi_application(), settings.TRUSTED_PROXIES), settings.SESSION_COOKIE_NAME
)
