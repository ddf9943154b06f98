"""The unit page and Django's admin: stock settings, on the same database, for `bench` alone."""

from kansrijk.settings import *
from kansrijk.settings import INSTALLED_APPS, ROOT

ROOT_URLCONF = "bench.unit.urls"
INSTALLED_APPS = [app for app in INSTALLED_APPS if not app.startswith("allauth")]
INSTALLED_APPS += ["django.contrib.admin"]
MIGRATION_MODULES = {"admin": None}  # no table of its own in the database that is measured
MIDDLEWARE = [  # as `django-admin startproject` writes it
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "bench/unit/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
