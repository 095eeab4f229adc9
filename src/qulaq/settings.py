"""Every setting of a Qulaq installation, read from the environment; what is unset falls back to embedded parts.

Unset means: SQLite in `var/`, memory cache, a worker thread. See docs/settings.md.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from qulaq.kernel.env import Env
from qulaq.kernel.errors import BadInput

env = Env()
PACKAGE = Path(__file__).parent
VAR = Path(env.text("QULAQ_VAR", str(Path.cwd() / "var")))

DEMO = env.flag("QULAQ_DEMO")
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY", "demo-only-not-a-secret" if DEMO else "")
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "qulaq.ledger",
    "qulaq.people",
    "qulaq.procedures",
    "qulaq.hear",
    "qulaq.act",
    "qulaq.account.apps.AccountConfig",
    "qulaq.web",
]


def database(url: str) -> dict[str, object]:
    """A Django database from `postgres://user:password@host:port/name` or `sqlite:///path`; empty = embedded."""
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
            "OPTIONS": {"pool": True},
        }
    raise BadInput(f"knows postgres:// and sqlite:///, not {parts.scheme!r}", field="DATABASE_URL")


DATABASES = {"default": database(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = env.text("CACHE_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}
    if CACHE_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "qulaq.web.urls"
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
TIME_ZONE = "Asia/Almaty"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [PACKAGE / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR / "files"

AUTH_USER_MODEL = "people.Account"

PROCEDURES = env.listed(
    "QULAQ_PROCEDURES",
    "qulaq.law.appeal,qulaq.law.enquiry,qulaq.law.complaint,qulaq.law.petition,qulaq.law.jury",
)
APPEAL_CONFIRMATION = env.text("QULAQ_APPEAL_CONFIRMATION", "contact")

LEDGER_KEY = env.text("QULAQ_LEDGER_KEY")
LEDGER_WITNESS_FILE = env.text("QULAQ_LEDGER_WITNESS_FILE", str(VAR / "witness.jsonl"))
