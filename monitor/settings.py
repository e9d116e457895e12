"""All settings, from the environment: what is unset is safe, and nonsense refuses to start.

`MONITOR_DEBUG=1` means a development machine (plain http, a throwaway key, files served from where they lie).  It never
turns on Django's own debug pages: an error shows readers a short page and the terminal a traceback, always.
"""

import re
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env

from monitor.static_headers import hold_workers

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Env()


def _flag(name: str) -> bool:
    value = env.str(name, "0") or "0"
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} is 0 or 1, not “{value}”.")
    return value == "1"


DEVELOPMENT = _flag("MONITOR_DEBUG")
ONION = _flag("MONITOR_ONION")
ONE_PERSON = _flag("MONITOR_ONE_PERSON")
DEBUG = False

# Who we are ----------------------------------------------------------------------------------------------------------

SECRET_KEY = env.str("MONITOR_SECRET_KEY", "")
if not SECRET_KEY and DEVELOPMENT:
    SECRET_KEY = "development-only-" + "not-a-secret-0123456789" * 2
if not SECRET_KEY:
    raise ImproperlyConfigured("Set MONITOR_SECRET_KEY to a long random text (or MONITOR_DEBUG=1 on your own machine).")
SECRET_KEY_FALLBACKS: list[str] = env.list("MONITOR_SECRET_KEY_FALLBACKS", [])
ONION_HOST = env.str("MONITOR_ONION_HOST", "")
if ONION_HOST and not re.fullmatch(r"[a-z2-7]{56}\.onion", ONION_HOST):
    raise ImproperlyConfigured("MONITOR_ONION_HOST is the bare address: 56 letters and digits (a–z, 2–7), then .onion")
_own_machine = ["127.0.0.1", "localhost", "[::1]"] if DEVELOPMENT else []
ALLOWED_HOSTS = env.list("MONITOR_ALLOWED_HOSTS", [ONION_HOST] if ONION and ONION_HOST else _own_machine)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set MONITOR_ALLOWED_HOSTS to the site's host names, separated by commas.")
CONTACT_EMAIL = env.str("MONITOR_CONTACT_EMAIL", "ngomonitor@icnl.org")

# What it is made of --------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "reversion",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_prose_editor",
    "countries",
    "legal",
    "monitor.search",
    "monitor.publishing",
    "monitor.importing",
    "monitor.desk",
    "monitor.accounts",
    "monitor.tips",
    "monitor",
    "monitor.office.OfficeAdminConfig",  # last: it looks for admin pages when all models are registered for revisions
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "monitor.guards.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # After it, what says how a page may be used: a style sheet is none, and on a slow line its headers cost time.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "monitor.guards.office_policy",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "monitor.onion.announce",
    "monitor.health.answer",
    "django_http_compression.middleware.HttpCompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "monitor.guards.read_no_cookies",
    "monitor.guards.refuse_nonsense",
    "monitor.posts.few_at_once",
    "monitor.onion.leave_the_office_out",  # before sessions: it has none to read
    "monitor.tips.wire.TipWire",  # before anything reads what was sent
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "monitor.sessions.StaffMiddleware",
]

ROOT_URLCONF = "monitor.urls"
WSGI_APPLICATION = "monitor.wsgi.application"
CSRF_FAILURE_VIEW = "monitor.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "monitor.site.site",
            ],
        },
    }
]

# Where things are kept -----------------------------------------------------------------------------------------------

DATABASES: dict[str, Any] = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'monitor.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(exist_ok=True)
    _database["CONN_MAX_AGE"] = 600  # with 0, a full disk would stop reading too
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
else:
    _database["CONN_MAX_AGE"] = 60
    _database["CONN_HEALTH_CHECKS"] = True
    _database["OPTIONS"] = {**_database.get("OPTIONS", {}), "connect_timeout": 2}
CACHES = {"default": env.dj_cache_url("CACHE_URL", "db://cache")}  # all workers share it; a migration makes the table
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}  # with few, a flood of tries would push out the counts
MEDIA_ROOT = env.str("MONITOR_MEDIA_ROOT", str(VAR_DIR / "media"))
TIP_KEYS = [key.strip() for key in env.str("MONITOR_TIP_KEYS", "").split(",") if key.strip()]  # public halves, age1…
if "AGE-SECRET-KEY" in str(TIP_KEYS).upper():  # which is not repeated here
    raise ImproperlyConfigured("MONITOR_TIP_KEYS has a private key: take it off this machine and make a new pair.")
TIP_DAYS = env.int("MONITOR_TIP_DAYS", 90)  # from closing a tip to destroying it
if not 1 <= TIP_DAYS <= 365:
    raise ImproperlyConfigured("MONITOR_TIP_DAYS is a number of days from 1 to 365.")

_email = env.dj_email_url("EMAIL_URL", "console:")
MAILERS: dict[str, Any] = {"default": {"BACKEND": _email["EMAIL_BACKEND"]}}
if _email["EMAIL_BACKEND"].endswith("smtp.EmailBackend"):
    MAILERS["default"]["OPTIONS"] = {
        "host": _email["EMAIL_HOST"], "port": _email["EMAIL_PORT"],
        "username": _email["EMAIL_HOST_USER"], "password": _email["EMAIL_HOST_PASSWORD"],
        "use_tls": _email["EMAIL_USE_TLS"], "use_ssl": _email["EMAIL_USE_SSL"],
    }  # fmt: skip
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT_EMAIL

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("MONITOR_STATIC_ROOT", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
_collected = _flag("MONITOR_COLLECT") or (STATIC_ROOT / "staticfiles.json").exists() or not DEVELOPMENT
_as_they_lie = "django.contrib.staticfiles.storage.StaticFilesStorage"
_named_by_hash = "whitenoise.storage.CompressedManifestStaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _named_by_hash if _collected else _as_they_lie},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False  # our pages alone load them
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not _collected
WHITENOISE_ADD_HEADERS_FUNCTION = hold_workers

# Who may come in -----------------------------------------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = ["monitor.accounts.backend.StaffBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
ACCOUNT_ADAPTER = "monitor.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]  # nobody signs up; allauth checks that it fits the log-in
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_logged_out"
ACCOUNT_FORMS = {"reset_password": "monitor.accounts.forms.EvenResetForm"}  # nosec B105  # a form
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/15m/key",  # locks one account, and no passkey
    "log_in_address": "30/m/ip",  # slows who tries many accounts
    "login": None,
    "reset_password": "20/m/ip",  # nosec B105  # a rate, by no mail address: a stranger would use it up
    "reset_mail": "3/h/key",  # to one person, said to nobody
}
MFA_ADAPTER = "monitor.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "monitor.accounts.forms.OnceOnlyAuthenticateForm",
    "reauthenticate": "monitor.accounts.forms.OnceOnlyReauthenticateForm",
    "activate_totp": "monitor.accounts.forms.OnceOnlyActivateForm",
    "login_webauthn": "monitor.accounts.forms.LogInPasskeyForm",
    "authenticate_webauthn": "monitor.accounts.forms.SecondPasskeyForm",
    "reauthenticate_webauthn": "monitor.accounts.forms.AgainPasskeyForm",
    "add_webauthn": "monitor.accounts.forms.AddPasskeyForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": None}  # nothing to guess, and it is the way in when the password is locked
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEVELOPMENT
PROXIES = env.int("MONITOR_PROXIES", 0)  # how many of our own stand in front and add to X-Forwarded-For
if PROXIES < 0:
    raise ImproperlyConfigured("MONITOR_PROXIES is a number from 0 up.")

_plain_http = DEVELOPMENT or ONION  # an onion service is encrypted by its address
_prefix = "" if _plain_http else "__Host-"
SESSION_COOKIE_NAME = f"{_prefix}session"
SESSION_ENGINE = "monitor.sessions"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_IDLE = 30 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not _plain_http
CSRF_COOKIE_NAME = f"{_prefix}csrf"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True

# What the site tells browsers ----------------------------------------------------------------------------------------

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
TIPTAP_STYLE = "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"  # what the editor puts in <style>: 0.28.0
OFFICE_CSP = {
    **SECURE_CSP,
    "script-src": [CSP.SELF, CSP.NONCE],  # the editor's import map is in the page
    "style-src": [CSP.SELF, CSP.NONCE, TIPTAP_STYLE],
}
_SHUT = [
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "usb",
    "xr-spatial-tracking",
]  # fmt: skip
PERMISSIONS_POLICY: dict[str, tuple[str, ...]] = dict.fromkeys(_SHUT, ())  # passkeys are our own pages' by default
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would send Origin: null and break every form
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = not _plain_http
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = None if ONION else ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if _plain_http else 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not _plain_http

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Words and times -----------------------------------------------------------------------------------------------------

TIME_ZONE = "UTC"
DATE_FORMAT = "F j, Y"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "monitor.log.JsonFormatter"},
        "plain": {"format": "{levelname} {message}", "style": "{"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain" if DEVELOPMENT else "json"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # These name what a visitor sent; nothing of a visitor is kept.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
