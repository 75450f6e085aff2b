"""Settings, read from the environment (and ``.env``) with django-environ.

README lists every variable. Without any, the site runs on SQLite under ``var/`` and is safe for
production, apart from https, which starts with an https ``SITE_URL``.
"""

from ipaddress import ip_network
from logging import getLevelNamesMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from newsroom import data_dir

# Lets classes such as admin.ModelAdmin take their model as a type argument while they run.
django_stubs_ext.monkeypatch()

env = environ.Env()

# Where things are
DATA_DIR: Path = data_dir.prepare()  # Reads .env, too.
BASE_DIR: Path = data_dir.PROJECT_DIR
MEDIA_ROOT: Path = DATA_DIR / "media"
STATIC_ROOT: Path = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

# Secrets
DEBUG: bool = env.bool("DEBUG", default=False)
SECRET_KEY: str = env.str("SECRET_KEY", default="") or data_dir.secret("secret-key")
# The key of the hashes by which comments of one email address are recognised.
EMAIL_HASH_KEY: str = env.str("EMAIL_HASH_KEY", default="") or data_dir.secret("email-hash-key")

# The address
SITE_URL: str = (env.str("SITE_URL", default="") or "http://127.0.0.1:8000").rstrip("/")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname or _site.path:
    message = f"SITE_URL is “{SITE_URL}”; write it like https://paper.example."
    raise ImproperlyConfigured(message)
_is_https = _site.scheme == "https"
_own_hosts = ["127.0.0.1", "localhost", "[::1]", _site.hostname or "localhost"]
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[]) or _own_hosts
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# What is installed
INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "comments.apps.CommentsConfig",
    "articles.apps.ArticlesConfig",
    "meetings.apps.MeetingsConfig",
    "masthead.apps.MastheadConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_prose_editor",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.headers",
    "newsroom.middleware.answer_conditionally",
    "newsroom.middleware.carry_out_what_is_due",
    "newsroom.middleware.speak_the_papers_language",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "debug": env.bool("TEMPLATE_DEBUG", default=DEBUG),
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "masthead.context_processors.publication",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# The database
_SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 10,
    # The write lock is taken at the start: a transaction that first reads never fails for it.
    "transaction_mode": "IMMEDIATE",
    # FULL, for NORMAL may lose the last commits, acknowledged comments among them, on a power cut.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; "
        "PRAGMA mmap_size=268435456; PRAGMA cache_size=-32000"
    ),
}
_database_url = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}"
if urlsplit(_database_url).scheme not in {"sqlite", "postgres", "postgresql"}:
    message = "DATABASE_URL is no address of a database; it starts with postgres:// or sqlite:///."
    raise ImproperlyConfigured(message)
_database: dict[str, Any] = env.db_url_config(_database_url)
DATABASES = {"default": _database}
if _database["ENGINE"] == "django.db.backends.sqlite3":
    _database["ENGINE"] = "newsroom.sqlite"  # Django's, with a shorter wait for the write lock.
    _database["OPTIONS"] = _SQLITE_OPTIONS | _database.get("OPTIONS", {})
    _database["CONN_MAX_AGE"] = None
else:
    _pool = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
        "timeout": 10,
    }
    _database["OPTIONS"] = {"pool": _pool} | _database.get("OPTIONS", {})
    _database["CONN_MAX_AGE"] = 0

# Pages kept in front of Django, in each worker; see page_cache.py. Templates change under DEBUG.
PAGE_CACHE_BYTES: int = 0 if DEBUG else env.int("PAGE_CACHE_MIB", default=64) * 1024 * 1024

# Files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Language and time. The zone is the paper's; times are stored in UTC.
LANGUAGE_CODE = "en"
# Those that the interface is translated to; an article may be in any language.
INTERFACE_LANGUAGES = ["en", "es"]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE: str = env.str("TIME_ZONE", default="UTC")
USE_TZ = True

# Staff
AUTH_USER_MODEL = "masthead.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "masthead/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "masthead.sign_in.client_address"
AXES_RESET_ON_SUCCESS = True
# While locked out, nothing more is written: each failure would lengthen one row for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

# Tasks that follow a commit, run by `manage.py db_worker` (which `serve` starts).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Mail: without EMAIL_URL it is written as files, which suits a demo.
_email = env.email_url("EMAIL_URL", default="filemail://")
MAILERS: dict[str, dict[str, Any]]
if "filemail" in env.str("EMAIL_URL", default="filemail://"):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
        },
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": _email["EMAIL_BACKEND"],
            "OPTIONS": {
                "host": _email["EMAIL_HOST"],
                "port": _email["EMAIL_PORT"],
                "username": _email["EMAIL_HOST_USER"] or "",
                "password": _email["EMAIL_HOST_PASSWORD"] or "",
                "use_tls": _email.get("EMAIL_USE_TLS", False),
                "use_ssl": _email.get("EMAIL_USE_SSL", False),
                "timeout": 20,
            },
        },
    }
DEFAULT_FROM_EMAIL: str = env.str(
    "DEFAULT_FROM_EMAIL", default=f"newsroom@{_site.hostname or 'localhost'}"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# The form of a meeting has ten fields for each of up to 300 participants.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Safety. https in SITE_URL turns on what only works with https.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _is_https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # Asked from inside, without a proxy.
SECURE_HSTS_SECONDS: int = 31_536_000 if _is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _is_https
if _is_https:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
# From anywhere else, X-Forwarded-For and -Proto do not count; see proxies.py.
TRUSTED_PROXIES = [ip_network(address) for address in env.list("TRUSTED_PROXIES", default=[])]

# The log goes to standard error, one line an event.
_log_level: str = env.str("LOG_LEVEL", default="WARNING").upper()
if _log_level not in getLevelNamesMapping():
    message = f"LOG_LEVEL is “{_log_level}”; choose DEBUG, INFO, WARNING, ERROR or CRITICAL."
    raise ImproperlyConfigured(message)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "level": _log_level},
        "errors": {"class": "logging.StreamHandler", "formatter": "line", "level": "ERROR"},
    },
    # The worker warns at every stop, of a second Ctrl-C that it never gets.
    "loggers": {"django_tasks_db": {"handlers": ["errors"], "propagate": False}},
    "root": {"handlers": ["stderr"], "level": _log_level},
}
