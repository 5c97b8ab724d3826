"""What the project is made of: installed apps, middleware and templates, each in the order that counts."""

from typing import Any

from shop.settings.env import BASE_DIR, env
from shop.settings.metrics import check_token
from shop.settings.oscar import OSCAR_APPS

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
    *OSCAR_APPS,
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
