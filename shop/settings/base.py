"""Django and Wagtail, shared by every deployment. Oscar's settings live in oscar.py.

Longer than other modules: lists such as the installed apps and the middleware are read as a whole.
"""

from pathlib import Path
from typing import Any

from shop.settings import styles
from shop.settings.accounts import *  # noqa: F403
from shop.settings.address_lookup import check_lookup
from shop.settings.alerts import check_owner
from shop.settings.backups import backup_storage, check_key
from shop.settings.buckets import media_storage
from shop.settings.caches import caches
from shop.settings.carrier import check_services
from shop.settings.dkim import *  # noqa: F403
from shop.settings.env import BASE_DIR, env, pounds, whole_days
from shop.settings.error_reports import check_dsn
from shop.settings.logs import logging_to_console
from shop.settings.metrics import check_token
from shop.settings.newsletter import *  # noqa: F403
from shop.settings.oscar import *  # noqa: F403
from shop.settings.payments import check_keys, check_load, check_methods, check_mode, check_pages
from shop.settings.pictures import PICTURE_WIDTHS
from shop.settings.redis_urls import check_redis, session_engine
from shop.settings.reservations import read_limits
from shop.settings.search_backends import search_backends
from shop.settings.security import *  # noqa: F403
from shop.settings.uploads import EXTENSIONS, MAX_PIXELS, MEGABYTES
from shop.web.uploads import DOCUMENTS

VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
DEBUG = False
DEMO = False

# --- The shop's own settings -------------------------------------------------
SHOP_NAME = env.str("SHOP_NAME", "Plainsong")
SHOP_TAGLINE = env.str("SHOP_TAGLINE", "Fragrance-free baby oils")
SHOP_URL = env.str("SHOP_URL", "http://127.0.0.1:8000")
TRADER = {
    "name": env.str("TRADER_NAME", "Plainsong Oils Ltd"),
    "address": env.str("TRADER_ADDRESS", "4 Orchard Mill, Stroud, GL5 1AA"),
    "email": env.str("TRADER_EMAIL", "hello@plainsong.example"),
    "phone": env.str("TRADER_PHONE", "01632 960 145"),
    "company_number": env.str("TRADER_COMPANY_NUMBER", "00000000"),
    "registered_in": env.str("TRADER_REGISTERED_IN", "England and Wales"),
    "vat_number": env.str("TRADER_VAT_NUMBER", "GB999999973"),
}
# Worker, scheduler, email server or money that waits: the owner gets an email.
OWNER_EMAIL = check_owner(env.str("OWNER_EMAIL", TRADER["email"]))
ALERTS = env.bool("ALERTS", True)
FREE_DELIVERY_OVER = pounds("FREE_DELIVERY_OVER", "45.00")
REFUND_LIMIT = pounds("REFUND_LIMIT", "100.00")  # of one order, for shopkeepers
FREE_DELIVERY_INCLUSIVE = env.bool("FREE_DELIVERY_INCLUSIVE", False)
VAT_REGISTERED = env.bool("VAT_REGISTERED", True)
CLICK_AND_DROP_SERVICES = check_services(
    env.list("CLICK_AND_DROP_SERVICES", ["standard=TPS48", "express=TPN24"])
)
REVIEW_REQUEST_DAYS = whole_days("REVIEW_REQUEST_DAYS", 14, most=60)  # after dispatch; 0: never
BATCH_OFF_SALE_DAYS = whole_days("BATCH_OFF_SALE_DAYS", 60, most=730)  # before the best-before date
PAYMENTS = env.str("PAYMENTS", "off")
CARD_BRANDS: list[str] = env.list("CARD_BRANDS", ["Visa", "Mastercard", "American Express"])
check_mode(PAYMENTS)
STRIPE_METHODS: list[str] = check_methods(env.list("STRIPE_METHODS", ["card"]))
EXPRESS_CHECKOUT_PAGES: list[str] = check_pages(
    env.list("EXPRESS_CHECKOUT_PAGES", ["product", "basket", "checkout"])
)
EXPRESS_PRODUCT_LOAD = check_load(env.str("EXPRESS_PRODUCT_LOAD", "tap"))
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_PUBLISHABLE_KEY = env.str("STRIPE_PUBLISHABLE_KEY", "")
STRIPE_WEBHOOK_SECRETS: list[str] = env.list("STRIPE_WEBHOOK_SECRETS", [])
STRIPE_LIVEMODE = check_keys(PAYMENTS, STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRETS)

UNPAID_LIMITS = read_limits()
ADDRESS_LOOKUP_KEY = env.str("ADDRESS_LOOKUP_KEY", "")
ADDRESS_LOOKUP = check_lookup(env.str("ADDRESS_LOOKUP", "off"), ADDRESS_LOOKUP_KEY)

# --- Django ------------------------------------------------------------------
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
WAGTAIL_I18N_ENABLED = True  # each page is in the tree of a language; there is one
WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]  # the screens of our own have no other
FORMAT_MODULE_PATH = "shop.settings.formats"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

INSTALLED_APPS = [
    "shop.accounts.apps.AccountsConfig",
    "shop.mail.apps.MailConfig",
    "shop.backup.apps.BackupConfig",
    "shop.deployment.apps.DeploymentConfig",
    "shop.monitoring.apps.MonitoringConfig",  # before django_tasks_db and crontask: replaces their commands
    "shop.caching.apps.PageCacheConfig",
    "shop.trader.apps.TraderConfig",
    "shop.documents.apps.DocumentsConfig",
    "shop.aftercare.apps.AftercareConfig",
    "shop.phone_orders.apps.PhoneOrdersConfig",
    "shop.complaints.apps.ComplaintsConfig",
    "shop.recall.apps.RecallConfig",
    "shop.safety.apps.SafetyConfig",
    "guides.apps.GuidesConfig",
    "guides.newsletter.apps.NewsletterConfig",
    "guides.claims.apps.ClaimsConfig",
    "guides.editorial.apps.DeskConfig",
    "wagtail.contrib.frontend_cache",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "shop.backoffice.people.apps.PeopleConfig",  # wagtail.users with our screen
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "anymail",
    "crontask",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",  # full-text search columns where DATABASE_URL is PostgreSQL
    "django.contrib.sites",
    "django.contrib.flatpages",
    "django.contrib.sitemaps",
    "django.forms",
    *OSCAR_APPS,  # noqa: F405
    "shop.price_history.apps.PriceHistoryConfig",
    "compressor",
    "pictures",
    "sorl.thumbnail",
    "shop.backoffice.apps.OfficeConfig",  # last: roles are set once all permissions exist
]

MIDDLEWARE = [
    "shop.caching.middleware.PageCacheMiddleware",  # first: before anything that costs
    "shop.web.request_id.RequestIdMiddleware",
    "shop.web.probes.ProbeMiddleware",
    "shop.web.response_headers.ResponseHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "guides.editorial.cms_csp.CmsPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "shop.web.middleware.RejectUnstorableInput",
    "shop.payment.middleware.LimitStripeCalls",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "shop.accounts.known_device.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "shop.accounts.sign_ins.NoteUse",
    "shop.accounts.middleware.BackOfficeGuard",
    "shop.web.expired_forms.TypedBeforeSignIn",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "shop.basket.middleware.BasketMiddleware",
    "shop.order.expired_links.EndedLinks",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "shop.backoffice.button_pages.ButtonPages",
    "shop.backoffice.gate.OfficeGate",
    "shop.backoffice.activity.acting.ActingStaff",
    "guides.claims.cms.middleware.ClaimsOpenMiddleware",
    "guides.editorial.doubled_drafts.DoubledDrafts",
]

# Figures for Prometheus at /metrics, for whoever sends this token; without one there is no such page.
METRICS_TOKEN = check_token(env.str("METRICS_TOKEN", ""))
if METRICS_TOKEN:
    MIDDLEWARE.insert(0, "shop.web.request_metrics.RequestMetricsMiddleware")

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "oscar.apps.checkout.context_processors.checkout",
                "oscar.core.context_processors.metadata",
                "shop.web.context_processors.storefront",
            ],
            "libraries": {
                "staff_html": "shop.web.staff_html",
                "style_sheets": "shop.web.style_sheets",
            },
        },
    },
]

# --- Engines, each behind one setting ----------------------------------------
DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'shop.sqlite3'}")}
# A connection stays with its thread: opening one costs as much as a page.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at
    # BEGIN, so that two writers wait for each other instead of failing half-way.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
CACHE_URL = check_redis("CACHE_URL", env.str("CACHE_URL", ""))
CACHES = caches(CACHE_URL, VAR_DIR / "cache")
VERSION_SECONDS = 0.25  # how long a process may believe the version it has read
PAGE_CACHE = env.bool("PAGE_CACHE", True)
PAGE_CACHE_SECONDS = 60  # dates on pages follow the clock
# A cache in front of the shop is told what to forget: Varnish or nginx by PURGE requests, or Cloudflare.
FRONT_CACHE_URL = env.str("FRONT_CACHE_URL", "")
CLOUDFLARE_ZONE_ID = env.str("CLOUDFLARE_ZONE_ID", "")
WAGTAILFRONTENDCACHE: dict[str, dict[str, str]] = {}
if FRONT_CACHE_URL:
    WAGTAILFRONTENDCACHE["proxy"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
        "LOCATION": FRONT_CACHE_URL,
    }
if CLOUDFLARE_ZONE_ID:
    WAGTAILFRONTENDCACHE["cloudflare"] = {
        "BACKEND": "wagtail.contrib.frontend_cache.backends.CloudflareBackend",
        "ZONEID": CLOUDFLARE_ZONE_ID,
        "BEARER_TOKEN": env.str("CLOUDFLARE_TOKEN"),
    }
HEALTH_PATHS = ("/healthz", "/livez", "/readyz", "/metrics")  # answered for any Host, and never from a cache
SITEMAPS = [
    "shop.catalogue.sitemaps.CatalogueSitemap",
    "shop.recall.sitemaps.RecallSitemap",
    "shop.contributions.sitemaps.ContributionSitemap",
    "guides.listing.sitemaps.GuidesSitemap",
    "guides.newsletter.views.sitemap.ArchiveSitemap",
]
PAGE_CACHE_VERSIONS = [
    "shop.catalogue.listing.snapshot.snapshot_version",
    "guides.listing.snapshot.snapshot_version",
]
PAGE_CACHE_FURTHER = {"/search/": "shop.search_engine.index.index_version"}
PAGE_CACHE_WATCHES = [
    "newsletter.FreeGuide",
    "offer.ConditionalOffer",
    "offer.Range",
    "offer.RangeProduct",
    "order.TermsVersion",
    "shipping.Closure",
    "shipping.DeliveryRate",
    "shipping.DispatchHours",
    "shipping.FreeDeliveryRule",
    "trader.Announcement",
    "trader.Brand",
    "trader.ContributionSettings",
    "trader.Footer",
    "trader.Header",
    "trader.TraderDetails",
    "trader.VatRate",
    "trader.VatRegistration",
    "wagtailredirects.Redirect",
]
# In the database even with Redis, unless asked for: a sign-out holds even while Redis is away.
SESSION_ENGINE = session_engine(env.str("SESSIONS", "database"), CACHE_URL)
SESSION_CACHE_ALIAS = "sessions"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# One scheduler queues what is due; with Redis a second one waits, without it start only one.
CRONTASK = {"REDIS_URL": CACHE_URL or None}
# What Django, Wagtail or Oscar send by themselves goes into the outbox, which sends by "outgoing".
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "shop.mail.backend.OutboxBackend"},
    "outgoing": {"BACKEND": "shop.mail.smtp.EmailBackend"},
}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SHOP_NAME} <{TRADER['email']}>")
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL
OSCAR_SHOP_NAME = SHOP_NAME
OSCAR_SHOP_TAGLINE = SHOP_TAGLINE
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}

# --- Files -------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STYLES = styles.STYLES
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "compressor.finders.CompressorFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
COMPRESS_OFFLINE = True
COMPRESS_CSS_HASHING_METHOD = None  # collectstatic has put the hashes in already
# Uploads in a bucket, which all machines share; the shop hands them out at MEDIA_URL all the same.
MEDIA_STORAGE = env.str("MEDIA_STORAGE", "")
STORAGES: dict[str, dict[str, Any]] = {
    "default": media_storage(
        MEDIA_STORAGE, key_id=env.str("MEDIA_S3_KEY_ID", ""), secret=env.str("MEDIA_S3_SECRET", "")
    ),
    "staticfiles": {"BACKEND": "shop.web.static_storage.HashedStorage"},
}
# Encrypted copies of database and uploads, each night: nothing is stored while BACKUP_TO is empty.
BACKUP_TO = env.str("BACKUP_TO", "")
BACKUP_KEEP = env.int("BACKUP_KEEP", 14)
BACKUP_KEY = check_key(BACKUP_TO, env.str("BACKUP_KEY", ""))
if BACKUP_TO:
    STORAGES["backups"] = backup_storage(
        BACKUP_TO,
        MEDIA_ROOT,
        key_id=env.str("BACKUP_S3_KEY_ID", ""),
        secret=env.str("BACKUP_S3_SECRET", ""),
    )
WHITENOISE_ROOT = BASE_DIR / "static" / "root"  # icons at the addresses that clients ask for unasked
WHITENOISE_IMMUTABLE_FILE_TEST = "shop.web.static_storage.is_immutable"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    3_000  # 50 parcels of several lines, each with up to four batches, are one form
)
PICTURES = {
    "BREAKPOINTS": {},
    # One column of one pixel, so that the “densities” are the widths themselves.
    "GRID_COLUMNS": 1,
    "CONTAINER_WIDTH": 1,
    "PIXEL_DENSITIES": PICTURE_WIDTHS,
    "FILE_TYPES": ["AVIF", "WEBP"],
    "USE_PLACEHOLDERS": False,
    "PICTURE_CLASS": "shop.catalogue.pictures.files.ProductPicture",
    "PROCESSOR": "shop.catalogue.pictures.files.process",
}

# --- Wagtail -----------------------------------------------------------------
WAGTAIL_SITE_NAME = SHOP_NAME
WAGTAILADMIN_BASE_URL = SHOP_URL
WAGTAIL_FINISH_WORKFLOW_ACTION = "guides.claims.review.finish.publish_or_wait"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to third parties
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_DATETIME_FORMAT = "%Y-%m-%dT%H:%M"  # as a native field takes it
# Everything in the office is in London time. The list of all zones has some that browsers don’t know.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 1
WAGTAILIMAGES_IMAGE_FORM_BASE = "guides.claims.cms.image_form.ClaimsImageForm"
# Documents are downloads of these kinds and nothing else (guides/documents.py).
WAGTAILDOCS_EXTENSIONS = list(DOCUMENTS)
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "guides.documents.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = EXTENSIONS
WAGTAILIMAGES_AVIF_QUALITY = 62  # as of product pictures; 76 looks the same and takes half as much again
WAGTAILIMAGES_MAX_UPLOAD_SIZE = MEGABYTES * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = MAX_PIXELS
SEARCH_URL = env.str("SEARCH_URL", "")
WAGTAILSEARCH_BACKENDS = search_backends(SEARCH_URL)

SENTRY_DSN = check_dsn(env.str("SENTRY_DSN", ""))
LOGGING = logging_to_console(env.str("LOG_FORMAT", "text"))
SIMULATOR_DELIVERS = True
if PAYMENTS == "simulated":
    STRIPE_WEBHOOK_SECRETS = ["whsec_simulated"]
ORDER_NUMBER_PREFIX = env.str("ORDER_NUMBER_PREFIX", "PS")
