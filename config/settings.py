"""Settings, all from the environment (and a `.env` file beside manage.py). Safe by default."""

# django-environ has no types for its defaults.
# pyright: reportArgumentType=false

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from .addresses import address_behind_tls, address_on_this_machine, checked_site_address, origin_of
from .private import shut
from .secret_key import load_or_make_secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

# Files that this installation generates: secret key, SQLite database, collected static files.
VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
shut(VAR_DIR)
CONTENT_DIR = Path(env("CONTENT_DIR", default=str(BASE_DIR / "content")))

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default="") or load_or_make_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BEHIND_TLS = env.bool("BEHIND_TLS", default=False)
# Where the site is reached, as in `https://example.org`: for links that are followed from
# elsewhere. Without it pages that are kept name no host, and the rest name that of the request.
SITE_ADDRESS = checked_site_address(
    env("SITE_ADDRESS", default="") or address_behind_tls(ALLOWED_HOSTS if BEHIND_TLS else [])
)

HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
WEB_WORKERS = env.int("WEB_WORKERS", default=2)
# Where links in mails lead that no request asked for. Empty: no such mails.
ADDRESS_IN_MAILS = SITE_ADDRESS or address_on_this_machine(ALLOWED_HOSTS, PORT)

INSTALLED_APPS = [
    # First, so that its templates override the admin's.
    "quizzes",
    "config.admin.BankAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # for pages of allauth
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]

MIDDLEWARE = [
    # Headers come first, so that static files, redirects and error pages get them too.
    "config.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.accepted_encodings",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "config.middleware.door_in_words",
    "quizzes.api.middleware.answers_for_programs",
    "config.middleware.method_in_words",
    "config.middleware.DatabaseRefusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.FormLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quizzes.accounts.taking_over.take_over_browser",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "config.sqlite"
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a deferred transaction that later writes fails at once under load
        # instead of waiting its turn.
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            # What is deleted is overwritten, so that the file does not go on holding it.
            " PRAGMA secure_delete=ON;"
        ),
    }
    DATABASES["default"]["CONN_MAX_AGE"] = None
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8, "timeout": 5}}
    # Replaces a connection that the server closed (by restarting, say) before it is used.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

REDIS_URL = env("REDIS_URL", default="")
if DEBUG:
    # Finished pages are cached. While you edit templates, every request renders them anew.
    _CACHE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
elif REDIS_URL:
    _CACHE = {"BACKEND": "config.optional_redis.OptionalRedisCache", "LOCATION": REDIS_URL}
else:
    _CACHE = {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    }
# Request counts have a cache of their own: a flood of addresses must not evict finished pages.
_COUNTS = {"LOCATION": "throttle", "OPTIONS": {"MAX_ENTRIES": 10_000}}
# So do facts about learners, of whom there are many more than pages.
_OF_LEARNERS = {"LOCATION": "learners", "OPTIONS": {"MAX_ENTRIES": 5_000}}
CACHES = {
    "default": _CACHE,
    "throttle": _CACHE | ({"KEY_PREFIX": "throttle"} if REDIS_URL else _COUNTS),
    "learners": _CACHE | ({"KEY_PREFIX": "learners"} if REDIS_URL else _OF_LEARNERS),
}

# Jobs go through Celery where there is a Redis for it; without one the server runs them itself.
# Each may be run twice, so a worker that dies gives its job back. Redis hands a job out again that
# was not finished for an hour, which none takes: after half of it a worker is stopped.
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "global_keyprefix": "attention-jobs:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 1800
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = 2
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"

# Accounts: by email, proven by a code that is typed. A link would be used up by a mail scanner.
ACCOUNT_ADAPTER = "quizzes.accounts.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "quizzes.accounts.forms.LoginForm",
    "request_login_code": "quizzes.accounts.forms.CodeForm",
    "signup": "quizzes.accounts.forms.SignupForm",
}
# The name is for accounts that were made at the terminal.
ACCOUNT_LOGIN_METHODS = {"email", "username"}
# Without a password: whoever signs up with another person's address must not know a password of
# the account when that person proves the address.
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "quizzes.accounts.adapter.display"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_TLS else "http"
# Signing in with an account elsewhere (OpenID Connect), where the site's owner has registered it.
OIDC_SERVER = env("OIDC_SERVER", default="")
if OIDC_SERVER:
    INSTALLED_APPS += ["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "elsewhere",
                    "name": env("OIDC_NAME", default="OpenID Connect"),
                    "client_id": env("OIDC_CLIENT_ID"),
                    "secret": env("OIDC_CLIENT_SECRET"),
                    "settings": {"server_url": OIDC_SERVER},
                }
            ]
        }
    }
    # An address that the other site has proven belongs to the account that has it here.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# Failed passwords: by address, and by account from wherever they come.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,10/300s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = True
# A phone whose clock is half a minute off still gives the right code.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Attention by Hand"
# A browser calls this machine's own address secure without TLS.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_TLS
# Whether staff need a second factor, or a passkey, to enter the admin.
ADMIN_MFA = env.bool("ADMIN_MFA", default=BEHIND_TLS)

# Where mail goes: printed in the terminal unless there is a server for it. `EMAIL_BACKEND` and
# `ANYMAIL` take a mail service instead, as in `anymail.backends.postmark.EmailBackend`.
_MAIL = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = env("EMAIL_BACKEND", default=_MAIL["EMAIL_BACKEND"])
EMAIL_HOST, EMAIL_PORT = _MAIL.get("EMAIL_HOST"), _MAIL.get("EMAIL_PORT")
EMAIL_HOST_USER = _MAIL.get("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = _MAIL.get("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS, EMAIL_USE_SSL = _MAIL.get("EMAIL_USE_TLS"), _MAIL.get("EMAIL_USE_SSL")
EMAIL_FILE_PATH = _MAIL.get("EMAIL_FILE_PATH")
EMAIL_TIMEOUT = 10
ANYMAIL = env.dict("ANYMAIL", default={})
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env(
    "DEFAULT_FROM_EMAIL", default="Attention by Hand <attention@localhost>"
)

# Where people write to whoever runs this site; without it the pages name no address.
CONTACT_EMAIL = env("CONTACT_EMAIL", default="")

LANGUAGE_CODE = "en-us"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# An answer of 100 kB, which the parser then rejects with a message, takes up to 300 kB as form
# data; a long question in the admin takes several times that.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_HANDLERS = ["config.uploads.NoFiles"]

# API requests allowed per minute from one address; 0 turns the limit off.
API_RATE = env.int("API_RATE", default=120)
# Seconds of processor time a minute that one address may take of each worker with posts, searches,
# the workbench, labs and the API; 0 turns the limit off.
CPU_SECONDS_A_MINUTE = env.float("CPU_SECONDS_A_MINUTE", default=15.0)
# Number of our own proxies in front of the site; we trust that many X-Forwarded-For entries.
PROXY_COUNT = env.int("PROXY_COUNT", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT

SESSION_COOKIE_AGE = 60 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "quizzes.site.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        # What a visitor recorded in the own browser, played back there.
        "media-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # Browsers also ask this of where the answer to a form leads.
        "form-action": [SELF, *([origin_of(OIDC_SERVER)] if OIDC_SERVER else [])],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.log_lines.Line",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
