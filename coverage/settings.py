"""One settings file, read from the environment, safe by default.

Every value an operator may set is read here, once; README lists them. What is missing or broken
stops the start with one sentence that says what to do.
"""

import os
import secrets
from pathlib import Path
from typing import cast

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from coverage.environment import (
    switched_off,
    switched_on,
    trusted_proxies,
    whole_number,
    words,
)
from coverage.operation.backup.schedule import hour_of, rule_of

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data")


def _secret_key() -> str:
    """SECRET_KEY of the environment, or one made at the first start for its owner's eyes only."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    path = DATA_DIR / "secret-key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(
            f"Cannot write {path}: {error.strerror}. Set SECRET_KEY or a writable DATA_DIR."
        ) from error
    return path.read_text()


def _database() -> dict[str, object]:
    """The database of DATABASE_URL; manage.py sets it to the embedded one where there is none."""
    url = os.environ.get("DATABASE_URL", "")
    advice = (
        "DATABASE_URL must read postgresql://user:password@host:5432/name; "
        "leave it out to use the embedded PostgreSQL."
    )
    if not url:
        # A command without a database (collectstatic in a container build) still starts.
        return {"ENGINE": "django.db.backends.postgresql", "NAME": "bao_phu"}
    try:
        database = dict(dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(advice) from error
    if database.get("ENGINE") != "django.db.backends.postgresql" or not database.get("NAME"):
        raise ImproperlyConfigured(advice)
    # The default of 4 MB sorts a nation's communes on disk, which doubles the time of its page.
    options = cast(dict[str, str], database.setdefault("OPTIONS", {}))
    options.setdefault("options", "-c work_mem=32MB")
    return database


DEBUG = switched_on("DEBUG")
HTTPS = switched_on("HTTPS")
TRUSTED_PROXIES = trusted_proxies(HTTPS)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("CSRF_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "coverage",
    "targets",
    "reports",
    "fixtures.simulation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_include_bootstrap",
    "django_tables2",
    "csp",
]

MIDDLEWARE = [
    "coverage.operation.probes.ProbesMiddleware",
    "coverage.middleware.ForwardedMiddleware",
    "coverage.operation.transfers.LongAnswersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "coverage.caching.CachingMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "coverage.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "coverage.operation.bodies.BodyMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coverage.people.idle.IdleMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "coverage.people.first_password.FirstPasswordMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coverage.operation.heavy_pages.HeavyPagesMiddleware",
]

ROOT_URLCONF = "coverage.urls"
WSGI_APPLICATION = "coverage.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coverage.context_processors.navigation",
                "coverage.context_processors.copy",
                "reports.integrity.page.last_line",
            ],
        },
    },
]

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "coverage.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
_NAMES = ("username", "full_name", "email")
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": _NAMES},
    },
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATORS}.NumericPasswordValidator"},
    {"NAME": "coverage.people.passwords.NoNamesAlone"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign_in"
CSRF_FAILURE_VIEW = "coverage.operation.error_pages.csrf_failure"

# Who submits a month may not approve it.
FOUR_EYES = not switched_off("FOUR_EYES")
# Who looked at a unit's figures, for the history of a cell: a function of a unit.
LOOKS_AT_FIGURES = "reports.meetings.meetings_of_unit.looks_at"
# Simulated figures and demo accounts come with a first start, unless switched off.
DEMO = not switched_off("DEMO")

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["coverage.formats"]
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or BASE_DIR / ".static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "reports.plotly_static.PlotlyFinder",
]
STORAGES = {
    # What was handed in is its office's; Django would let every account of the machine read it.
    "default": {
        "BACKEND": "coverage.operation.document_storage.DocumentStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "coverage.operation.static_storage.StaticStorage"},
}
WHITENOISE_MAX_AGE = 60
MEDIA_ROOT = DATA_DIR / "documents"
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR") or DATA_DIR / "backups")
BACKUP_AT = hour_of(os.environ.get("BACKUP_AT") or "02:00")
BACKUP_KEEP = rule_of(os.environ.get("BACKUP_KEEP") or "7,5,12")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Under HTTPS a browser takes these from nobody but this very host.
_HOST = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_HOST}sessionid"
CSRF_COOKIE_NAME = f"{_HOST}csrftoken"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
# Typing counts as use (static/js/page.js), and what was typed when it ended comes back.
SESSION_IDLE_MINUTES = whole_number("SESSION_IDLE_MINUTES", 60, lowest=5, highest=720)
CSRF_COOKIE_SECURE = HTTPS
# On which people have signed in before; it outlives their sessions.
DEVICE_COOKIE_NAME = f"{_HOST}device"
LAST_USE_COOKIE_NAME = f"{_HOST}last-use"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None

# A grid of 126 communes by 8 indicators, three inputs a cell, is one form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
# So many short fields are half of this; files are counted apart (coverage/operation/bodies.py).
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
