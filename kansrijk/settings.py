"""Settings. Without DEMO=true this is production: closed, secure, and it says what is missing."""

import logging
from pathlib import Path

import environ
from django.utils.csp import CSP

from kansrijk.logs import logging_for

ROOT = Path(__file__).resolve().parent.parent
env = environ.Env()

DEMO = env.bool("DEMO", default=False)
VAR = Path(env("VAR", default=str(ROOT / "var")))
VAR.mkdir(parents=True, exist_ok=True)

# ── Core ────────────────────────────────────────────────────────────────────
DEBUG = False
KEPT_KEY = VAR / "secret_key"  # made by ./dev; the votes of the demo are sealed with it
DEMO_KEY = KEPT_KEY.read_text().strip() if DEMO and KEPT_KEY.is_file() else "demo-only-" + "x" * 50
SECRET_KEY = env("SECRET_KEY", default=DEMO_KEY) if DEMO else env("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "kansrijk.urls"
WSGI_APPLICATION = "kansrijk.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

INSTALLED_APPS = [
    "kansrijk.places",
    "kansrijk.accounts",
    "kansrijk.audit",
    "kansrijk.ui",
    "kansrijk.mail",
    "buddies",
    "participants",
    "plans",
    "kansrijk.administration",
    "kansrijk.imports",
    "kansrijk.overview",
    "kansrijk.demo",
    "django.forms",
    "django_htmx",
    "django_structlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django_structlog.middlewares.RequestMiddleware",
    "kansrijk.ui.middleware.Headers",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kansrijk.ui.middleware.WithoutCookies",
    "kansrijk.ui.middleware.CleanRequest",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kansrijk.accounts.middleware.SessionLimits",
    "kansrijk.accounts.middleware.SignInFirst",
    "kansrijk.accounts.middleware.WornHat",
    "kansrijk.accounts.middleware.SecondFactor",
    "allauth.account.middleware.AccountMiddleware",
    "kansrijk.audit.middleware.RefusedSteps",
]

LOADERS = ["kansrijk.ui.loaders.Flush", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kansrijk.ui.context.page",
            ],
        },
    }
]
FORM_RENDERER = "kansrijk.ui.renderer.Renderer"

# ── Data ────────────────────────────────────────────────────────────────────
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "kansrijk.sqlite3"}
DATABASE = env.db("DATABASE_URL") if env("DATABASE_URL", default="") else SQLITE
DATABASES = {"default": DATABASE}
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATABASE["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start: two writers queue instead of failing.
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        "timeout": 20,
    }
else:
    DATABASE |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    DATABASE["OPTIONS"] = {
        "options": "-c lock_timeout=3000 -c statement_timeout=10000"
        " -c idle_in_transaction_session_timeout=15000"
        " -c jit=off"  # compiling the one statement of all figures takes longer than running it
    }
CACHES = {  # shared by all workers, so that the limits on sign-in hold for all of them
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # With the usual 300 an attacker could push the limits out by filling the cache.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["kansrijk.imports.uploads.SmallFiles"]

# ── Mail and logs ───────────────────────────────────────────────────────────
TO_A_FOLDER = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": VAR / "mail"},
}
TO_A_SERVER = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": env("MAIL_HOST", default="localhost"),
        "port": env.int("MAIL_PORT", default=25),
        "username": env("MAIL_USER", default=""),
        "password": env("MAIL_PASSWORD", default=""),
        "use_tls": env.bool("MAIL_TLS", default=False),
        "timeout": 10,  # seconds
    },
}
MAILERS = {"default": TO_A_FOLDER if DEMO else TO_A_SERVER}
# Where a link in a mail leads: the place of the site, without a slash at the end.
ADDRESS = env("ADDRESS", default="http://127.0.0.1:8000" if DEMO else f"https://{ALLOWED_HOSTS[0]}")
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default="kansrijk@localhost")
LOGGING_CONFIG = None
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG  # one line a request: the one at its end
logging_for(VAR / "log" / "kansrijk.log" if DEMO else None)

# ── Static files ────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = None if DEMO else VAR / "static"  # the demo serves the sources as they are
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kansrijk.ui.bundles.BundleFinder",
]
WHITENOISE_USE_FINDERS = DEMO
WHITENOISE_AUTOREFRESH = False
STORAGES = {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEMO
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    }
}

# ── Security (docs/security.md says which control each line serves) ─────────
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
PERMISSIONS_POLICY = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
        "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip
SECURITY_CONTACT = env("SECURITY_CONTACT", default="beveiliging@localhost")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 14 * 24 * 3600  # seconds; the limits below end a session much sooner
SESSION_IDLE = 30 * 60  # seconds without a click
SESSION_IDLE_ADMIN = 15 * 60
SESSION_LONGEST = 12 * 3600  # seconds since signing in
CSRF_FAILURE_VIEW = "kansrijk.accounts.middleware.stale_page"
MESSAGE_STORAGE = "kansrijk.ui.messages.SaidStorage"
SAID_COOKIE_NAME = "said"
if not DEMO:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^gezond/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SAID_COOKIE_NAME = "__Host-said"

# ── Sign-in ─────────────────────────────────────────────────────────────────
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEMO)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
AUTHENTICATION_BACKENDS = ["kansrijk.accounts.backends.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "kansrijk.accounts.passwords.RightLength",
        "OPTIONS": {"at_least": 12, "at_most": 128},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "kansrijk.accounts.passwords.NotOurOwnWords"},
]
PASSWORD_RESET_TIMEOUT = 72 * 3600  # seconds that an invitation works
PASSWORD_FORGOTTEN_TIMEOUT = 3600  # seconds that the link to a new password works

ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else env.int("PROXIES", default=1)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_ADAPTER = "kansrijk.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Whoever follows the invitation has shown that the address is theirs.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "kansrijk.accounts.links.LinkTokens"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/15m/ip,5/15m/key",
    "request_login_code": "20/15m/ip,5/15m/key",
    "reset_password": "20/15m/ip,5/15m/key",
    "vote_code": "10/15m/ip",  # wrong codes and receipts of participants
}
ACCOUNT_FORMS = {
    "login": "kansrijk.accounts.forms.SignInForm",
    "request_login_code": "kansrijk.accounts.forms.AskCodeForm",
    "confirm_login_code": "kansrijk.accounts.forms.MailedCodeForm",
    "reauthenticate": "kansrijk.accounts.forms.ConfirmPasswordForm",
    "reset_password": "kansrijk.accounts.forms.ForgottenForm",
    "reset_password_from_key": "kansrijk.accounts.forms.NewPasswordForm",
    "set_password": "kansrijk.accounts.forms.FirstPasswordForm",
    "change_password": "kansrijk.accounts.forms.ChangePasswordForm",
}
MFA_ADAPTER = "kansrijk.accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Kansrijk"
MFA_TOTP_TOLERANCE = 1  # steps of 30 s: a slow thumb is not a wrong code
MFA_FORMS = {
    "authenticate": "kansrijk.accounts.forms.FactorForm",
    "reauthenticate": "kansrijk.accounts.forms.ConfirmFactorForm",
    "activate_totp": "kansrijk.accounts.forms.StartAppForm",
    "authenticate_webauthn": "kansrijk.accounts.forms.PasskeyForm",
    "reauthenticate_webauthn": "kansrijk.accounts.forms.ConfirmPasskeyForm",
    "login_webauthn": "kansrijk.accounts.forms.SignInPasskeyForm",
    "add_webauthn": "kansrijk.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "kansrijk.accounts.forms.RenamePasskeyForm",
}
