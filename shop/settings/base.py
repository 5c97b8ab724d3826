"""What every deployment shares: Django’s own settings, and by topic those of the modules that it imports.

A module of values (`trade`, `payments`, `engines`) is imported here whole; one of checks (`payment_checks`,
`metrics`) raises for a wrong value and is imported by the module that reads it.
"""

from shop.settings.accounts import *  # noqa: F403
from shop.settings.dkim import *  # noqa: F403
from shop.settings.engines import *  # noqa: F403
from shop.settings.env import env
from shop.settings.error_reports import check_dsn
from shop.settings.files import *  # noqa: F403
from shop.settings.folders import *  # noqa: F403
from shop.settings.installed import *  # noqa: F403
from shop.settings.logs import logging_to_console
from shop.settings.newsletter import *  # noqa: F403
from shop.settings.oscar import *  # noqa: F403
from shop.settings.page_cache import *  # noqa: F403
from shop.settings.payments import *  # noqa: F403
from shop.settings.security import *  # noqa: F403
from shop.settings.trade import *  # noqa: F403
from shop.settings.wagtail import *  # noqa: F403

DEBUG = False
DEMO = False
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "customer:login"
LOGIN_REDIRECT_URL = "customer:summary"
AUTHENTICATION_BACKENDS = ["shop.accounts.backends.EmailBackend"]  # e-mail in any case, with limits
MIN_PASSWORD = {"min_length": 10}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": MIN_PASSWORD},
    {"NAME": "shop.accounts.passwords.CommonValidator", "OPTIONS": MIN_PASSWORD},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "shop.accounts.passwords.GuessableValidator"},
]
SITE_ID = 1
LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "shop.settings.formats"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

HEALTH_PATHS = ("/healthz", "/livez", "/readyz", "/metrics")  # answered for any Host, and never from a cache
SITEMAPS = [
    "shop.catalogue.sitemaps.CatalogueSitemap",
    "shop.recall.sitemaps.RecallSitemap",
    "shop.contributions.sitemaps.ContributionSitemap",
    "guides.listing.sitemaps.GuidesSitemap",
    "guides.newsletter.views.sitemap.ArchiveSitemap",
]

SENTRY_DSN = check_dsn(env.str("SENTRY_DSN", ""))
LOGGING = logging_to_console(env.str("LOG_FORMAT", "text"))
