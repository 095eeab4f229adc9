"""Every setting of a Qulaq installation, read from the environment; unset ones fall back to embedded parts.

Unset means: SQLite in `var/`, memory cache, a worker thread, own secrets in `var/keys`. A site is served when
SITE_URL begins with https: then secrets must be given. Cookies are `__Host-` and Secure everywhere but in the
demo on loopback. Each name is explained in docs/settings.md.
"""

from __future__ import annotations

import base64
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from qulaq.kernel.env import Env
from qulaq.kernel.errors import BadInput
from qulaq.people.kept import given, kept
from qulaq.people.logs import logging_to_stderr
from qulaq.people.loopback import host_of, refuse_beyond_loopback, refuse_without_demo
from qulaq.people.sealing import Ring

env = Env()
PACKAGE = Path(__file__).parent
VAR = Path(env.text("QULAQ_VAR", str(Path.cwd() / "var")))

# Where it is served

DEMO = env.flag("QULAQ_DEMO")
DEBUG = False
BIND = env.text("QULAQ_BIND", "127.0.0.1:8000")
SITE_URL = env.text("SITE_URL", f"http://{BIND}").rstrip("/")
SERVED = SITE_URL.startswith("https://")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS") or list(
    dict.fromkeys([host_of(SITE_URL), "127.0.0.1", "localhost", "[::1]"])
)
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
if DEMO:
    refuse_beyond_loopback(bind=BIND, site_url=SITE_URL, hosts=ALLOWED_HOSTS)
PLAIN_HTTP = DEMO and not SERVED

PROXIES = env.number("QULAQ_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = NINJA_NUM_PROXIES = PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_SSL_REDIRECT = SERVED
SECURE_HSTS_SECONDS = 31_536_000 if SERVED else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SERVED
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Secrets

SECRET_KEY = given("SECRET_KEY", env.text("SECRET_KEY"), served=SERVED) or kept(
    VAR / "keys" / "django", lambda: secrets.token_urlsafe(64)
)
SECRET_KEY_FALLBACKS = env.listed("SECRET_KEY_FALLBACKS")
FIELD_KEYS = given("QULAQ_FIELD_KEYS", env.text("QULAQ_FIELD_KEYS"), served=SERVED) or kept(
    VAR / "keys" / "fields", lambda: "own:" + base64.b64encode(secrets.token_bytes(32)).decode()
)
Ring.parsed(FIELD_KEYS)
LEDGER_KEY = given("QULAQ_LEDGER_KEY", env.text("QULAQ_LEDGER_KEY"), served=SERVED)
LEDGER_FORMER_PUBLIC_KEYS = env.listed("QULAQ_LEDGER_FORMER_PUBLIC_KEYS")

# Parts

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "qulaq.ledger",
    "qulaq.people",
    "qulaq.procedures",
    "qulaq.hear",
    "qulaq.understand",
    "qulaq.act",
    "qulaq.account.apps.AccountConfig",
    "qulaq.channels",
    "qulaq.web",
]


def database(url: str) -> dict[str, object]:
    """A database from `postgres://user:password@host:port/name` or `sqlite:///path`; empty = embedded."""
    if not url:
        VAR.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{VAR / 'qulaq.sqlite3'}"
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.removeprefix("sqlite:///"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,  # a restarted server costs nobody a page
            "OPTIONS": {"pool": {"timeout": 10}},
        }
    raise BadInput(f"knows postgres:// and sqlite:///, not {parts.scheme!r}", field="DATABASE_URL")


DATABASES = {"default": database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": CACHE_URL,
        "OPTIONS": {"serializer": "qulaq.kernel.json_values.JsonValues"},
    }
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}
FIGURES_SECONDS = env.number("QULAQ_FIGURES_SECONDS", 10)

# The gate stands last, so that it judges the view that will really answer.
MIDDLEWARE = [
    *(["qulaq.people.loopback.OnlyFromHere"] if DEMO else []),
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "qulaq.people.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "qulaq.people.gate.Gate",
]

ROOT_URLCONF = "qulaq.urls"
CSRF_FAILURE_VIEW = "qulaq.web.errors.stale_form"
WSGI_APPLICATION = "qulaq.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["qulaq.web.formats"]
TIME_ZONE = "Asia/Almaty"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "qulaq.web.assets.StaticFiles"},
}
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = VAR / "files"

# Cookies and what a page may load

_prefix = "" if PLAIN_HTTP else "__Host-"
SESSION_COOKIE_NAME = f"{_prefix}session"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
LANGUAGE_COOKIE_NAME = f"{_prefix}lang"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "qulaq.people.sessions"
MESSAGE_STORAGE = "qulaq.people.sessions.Messages"
SESSION_COOKIE_AGE = 14 * 24 * 3600
STAFF_SESSION_HOURS = env.number("QULAQ_STAFF_SESSION_HOURS", 10)
STAFF_IDLE_MINUTES = env.number("QULAQ_STAFF_IDLE_MINUTES", 120)
PERSON_SESSION_HOURS = env.number("QULAQ_PERSON_SESSION_HOURS", 14 * 24)

NCALAYER = ["wss://127.0.0.1:13579"] if env.flag("QULAQ_NCALAYER") else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "object-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF, *NCALAYER],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Signing in: a code for people; password and second factor for staff

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_LIST = env.text("QULAQ_PASSWORD_LIST")
_validation = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, object]] = [
    {"NAME": f"{_validation}MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {
        "NAME": f"{_validation}UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_validation}CommonPasswordValidator"},
    {"NAME": "qulaq.people.passwords.OwnWords"},
]
if PASSWORD_LIST:
    AUTH_PASSWORD_VALIDATORS.append(
        {"NAME": f"{_validation}CommonPasswordValidator", "OPTIONS": {"password_list_path": PASSWORD_LIST}}
    )
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "qulaq.people.sign_in.Doorkeeper"
ACCOUNT_FORMS = {
    "login": "qulaq.web.forms.staff.LoginForm",
    "reset_password": "qulaq.web.forms.staff.LetterForm",
    "reset_password_from_key": "qulaq.web.forms.staff.NewPasswordForm",
    "change_password": "qulaq.web.forms.staff.ChangePasswordForm",
    "reauthenticate": "qulaq.web.forms.staff.ConfirmForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Qulaq: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SERVED else "http"
MFA_ADAPTER = "qulaq.people.sign_in.SecondFactor"
MFA_FORMS = {
    "authenticate": "qulaq.web.forms.staff.AppCodeForm",
    "reauthenticate": "qulaq.web.forms.staff.ConfirmByCodeForm",
    "activate_totp": "qulaq.web.forms.staff.JoinForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Qulaq"
MFA_RECOVERY_CODES_SHOW_ONCE = True

# Letters and codes

CODES_BY = env.listed("QULAQ_CODES", "screen" if DEMO else "")
for _way in CODES_BY:
    if _way not in {"mail", "sms", "console", "screen"}:
        raise BadInput(f"knows mail, sms, console and screen, not {_way!r}", field="QULAQ_CODES")
    if _way in {"console", "screen"}:
        refuse_without_demo(demo=DEMO, feature=f"codes by {_way}", field="QULAQ_CODES")
CODES_COURIER = "qulaq.channels.codes.courier"
SMS_URL = env.text("SMS_URL")
SMS_TOKEN = env.text("SMS_TOKEN")
if "sms" in CODES_BY and urlsplit(SMS_URL).scheme != "https":
    raise BadInput("must be an https address where QULAQ_CODES says sms", field="SMS_URL")

_mail = urlsplit(env.text("EMAIL_URL"))
if _mail.scheme not in {"", "smtp", "smtps"}:
    raise BadInput(f"knows smtp:// and smtps://, not {_mail.scheme!r}", field="EMAIL_URL")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.hostname else 'dummy'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or (465 if _mail.scheme == "smtps" else 587)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", f"qulaq@{host_of(SITE_URL)}")

LOGGING = logging_to_stderr(as_json=SERVED)

# Law and ledger

APPEAL_CONFIRMATION = env.text("QULAQ_APPEAL_CONFIRMATION", "contact")

LEDGER_WITNESS_FILE = env.text("QULAQ_LEDGER_WITNESS_FILE", str(VAR / "witness.jsonl"))
