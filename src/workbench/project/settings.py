"""Settings of the site; everything that differs by place comes from the environment.

Nothing here is lax by default: what is not safe on a network must be asked for
(``OPENIMR_LOCAL=yes``, which ``openimr serve`` sets for the loopback address only).
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from .environment import data_folder, file_keys, flag, listed, whole, years

DATA = data_folder()
LOCAL = flag("OPENIMR_LOCAL", usual=False)
"""True where the site is served to this machine only, without TLS."""

SECRET_KEY = os.environ.get("OPENIMR_SECRET_KEY", "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "OPENIMR_SECRET_KEY: it is not set.  Give fifty random characters or more, "
        "or start with openimr serve, which makes and keeps one."
    )
FILE_KEYS = file_keys()
DEBUG = False
ALLOWED_HOSTS = listed("OPENIMR_HOSTS") or (
    ["localhost", "127.0.0.1", "[::1]"] if LOCAL else []
)
CSRF_TRUSTED_ORIGINS = listed("OPENIMR_ORIGINS")

INSTALLED_APPS = [
    "workbench.design",  # before allauth, whose layouts it replaces
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "workbench.languages",
    "workbench.people",
    "workbench.audit",
    "workbench.files",
    "workbench.cases",
    "workbench.assignment",
    "workbench.review",
    "workbench.quality",
    "workbench.parties",
    "workbench.library",
    "workbench.api",
    "workbench.operations",
    "workbench.demonstration",
]
MIDDLEWARE = [
    "workbench.operations.middleware.Measured",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "workbench.design.middleware.ContentSecurity",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workbench.people.middleware.SessionLimits",
    "workbench.people.middleware.SecondFactor",
    "workbench.people.middleware.Rights",
    "workbench.languages.middleware.Languages",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "workbench.project.urls"
WSGI_APPLICATION = "workbench.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "workbench.people.context.rooms",
            ]
        },
    }
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{(DATA / 'workbench.sqlite3').as_posix()}",
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        # A writer that must wait is better than one that fails; the write-ahead log
        # lets readers go on meanwhile.
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command=(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
            # What is deleted or sealed is overwritten, not left in a free page.
            "PRAGMA secure_delete=ON;"
        ),
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "operations_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    # Counts of who asks how often: kept by each process, at the price of no write.
    "limits": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["intake", "review", "letters", "webhooks"],
    }
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
    {
        # Length before character classes: NIST SP 800-63B, 5.1.1.2.
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "workbench.people.adapter.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "OpenIMR"
MFA_TOTP_TOLERANCE = 1  # one step of a clock that is a little off: RFC 6238, 5.2
MFA_ADAPTER = "workbench.people.adapter.SealedFactors"
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_RATE_LIMITS = {
    # Failed log-ins are counted by axes, in the database, so that a restart or a second
    # process forgets none.
    "login_failed": False,
}
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "username"]
AXES_USERNAME_FORM_FIELD = "login"
AXES_LOCKOUT_CALLABLE = "workbench.people.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
SESSION_ENGINE = "workbench.people.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_SECONDS = 30 * 60
SESSIONS_A_PERSON = 3
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_SSL_REDIRECT = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if flag("OPENIMR_BEHIND_PROXY", usual=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = "America/Los_Angeles"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = LOCAL
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
FILES_FOLDER: Path = DATA / "files"
FILE_UPLOAD_TEMP_DIR: Path = DATA / "forms"
"""Where files of forms lie in the clear while a request runs; for this user only."""

SIGNING_KEY = os.environ.get("OPENIMR_SIGNING_KEY", "")
"""Path of the PKCS#12 file that letters are signed with; empty: a development key."""

SIGNING_PASSWORD = os.environ.get("OPENIMR_KEY_PASSWORD", "")
LETTERHEAD = os.environ.get("OPENIMR_LETTERHEAD", "")
"""Path of the letterhead (YAML) of determination letters; empty: a neutral one."""

KEEP_RECORDS = years("OPENIMR_KEEP_RECORDS")
KEEP_OUTCOME = years("OPENIMR_KEEP_OUTCOME")
"""Years after which files of cases that are over may be destroyed; None: never."""

CORPUS: Path | None = (
    Path(os.environ["OPENIMR_CORPUS"]) if os.environ.get("OPENIMR_CORPUS") else None
)
"""Folder of published letters that the library shows; ``openimr corpus build``."""

TRUST: Path | None = (
    Path(os.environ["OPENIMR_TRUST"]) if os.environ.get("OPENIMR_TRUST") else None
)
"""Certificates (PEM) of the authorities that vouch for those who sign."""

DATA_UPLOAD_MAX_MEMORY_SIZE = 9 * 1024 * 1024
"""Room for one piece of a resumable upload (8 MiB) and its form."""
API_LIMITS = {
    "address": (1200, 60),
    "read": (600, 60),
    "write": (300, 60),
    "unknown": (30, 60),
    "library": (120, 60),
    "library-work": (30, 60),
}
"""Requests and seconds of each group (workbench.api.limits); 150 seconds at most."""

API_MOST_TAGGED = 1 << 20
"""Bytes of an answer up to which it gets an ETag."""

WEBHOOKS_LOCAL = LOCAL
"""Whether webhooks may go to this machine and its network, and without TLS."""

EMAIL_BACKEND = os.environ.get(
    "OPENIMR_EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend"
)
EMAIL_HOST = os.environ.get("OPENIMR_EMAIL_HOST", "localhost")
EMAIL_PORT = whole("OPENIMR_EMAIL_PORT", usual=25)
EMAIL_HOST_USER = os.environ.get("OPENIMR_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("OPENIMR_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("OPENIMR_EMAIL_TLS", usual=False)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("OPENIMR_EMAIL_FROM", "openimr@localhost")
CONTACT = os.environ.get("OPENIMR_CONTACT", "")
"""How parties reach the organisation, as it stands on their pages."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "workbench.operations.logs.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["lines"], "propagate": False},
        "django.request": {"level": "ERROR"},
        "axes": {"level": "ERROR"},
    },
}
