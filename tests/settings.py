"""The site's own settings, with what tests must not share: data, secrets, mail, tasks."""

import os
import tempfile

os.environ |= {
    "ENV_FILE": os.devnull,
    "DATA_DIR": tempfile.mkdtemp(prefix="newsroom-tests-"),
    "SECRET_KEY": "only-for-tests",
    "EMAIL_HASH_KEY": "only-for-tests",
    "SITE_URL": "http://testserver",
    "TEMPLATE_DEBUG": "on",
}

from newsroom.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
AXES_ENABLED = False
PAGE_CACHE_BYTES = 0  # A database in memory has nobody to ask; tests/exactness serves with it.
if DATABASES["default"]["ENGINE"] == "newsroom.sqlite":  # noqa: F405
    # In memory, also where pytest-xdist adds the name of a worker.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": "file:newsroom_tests?mode=memory&cache=shared&worker=",
    }
