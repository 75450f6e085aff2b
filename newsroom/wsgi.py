import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom import proxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = proxies.heed(get_wsgi_application(), settings.TRUSTED_PROXIES)
