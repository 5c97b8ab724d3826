"""Root addresses: ours first, Oscar inside, Wagtail last because it answers everything else."""

from typing import cast

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.admin import urls as wagtailadmin_urls

from shop.accounts.staff_sign_in import OfficeSignIn
from shop.backoffice.old_addresses import cms
from shop.backoffice.people.passwords import NewOfficePassword, ask_for_link
from shop.catalogue.views import ingredients
from shop.checkout.order_views import again, order_page
from shop.config import StorefrontConfig
from shop.customer.account import urls as account_urls
from shop.documents.views import download
from shop.order.expired_links import renew
from shop.order.views import cancel, find_order, old_terms, terms
from shop.payment.webhooks import stripe_webhook
from shop.web.csp_reports import csp_report
from shop.web.health import livez, readyz
from shop.web.media import media
from shop.web.metrics import metrics
from shop.web.robots import robots
from shop.web.sitemaps import sitemap
from shop.web.well_known import change_password, security_txt

urlpatterns = [
    path("healthz", livez, name="healthz"),
    path("livez", livez, name="livez"),
    path("readyz", readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("csp-reports/", csp_report, name="csp-report"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/change-password", change_password, name="well-known-change-password"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("webhooks/stripe/", stripe_webhook, name="stripe-webhook"),
    path("orders/", find_order, name="find-order"),
    path("orders/new-link/", renew, name="new-order-link"),
    path("orders/<str:token>/", order_page, name="orders"),
    path("orders/<str:token>/again/", again, name="order-again"),
    path("orders/<str:token>/cancel/", cancel, name="cancel-order"),
    path("orders/<str:token>/documents/<str:number>/", download, name="order-document"),
    path("ingredients/", ingredients, name="ingredients"),
    path("", include("shop.aftercare.urls")),
    path("", include("shop.phone_orders.urls")),
    path("brand/", include("shop.trader.urls")),
    path("recalls/", include("shop.recall.urls")),
    path("support/", include("shop.contributions.urls")),
    path("data-complaint/", include("shop.complaints.urls")),
    path("skin-reaction/", include("shop.safety.urls")),
    path("terms/", terms, name="terms"),
    path("newsletter/", include("guides.newsletter.urls")),
    path("guides/", include("guides.urls")),
    path("terms/<str:version>/", old_terms, name="old-terms"),
    path("office/login/", OfficeSignIn.as_view()),
    path("office/password_reset/", ask_for_link),
    path("office/password_reset/confirm/<uidb64>/<token>/", never_cache(NewOfficePassword.as_view())),
    path("office/", include(wagtailadmin_urls)),
    path("cms/", cms),
    path("cms/<path:rest>", cms),
    path("preview/", include("guides.editorial.urls")),
    path("counting/", include("guides.editorial.analytics.urls")),
    path("documents/", include("guides.document_urls")),
]
if settings.ANYMAIL["WEBHOOK_SECRET"]:
    urlpatterns += [path("webhooks/mail/", include("guides.newsletter.webhook_urls"))]
if settings.PAYMENTS == "simulated":
    urlpatterns += [path("simulated/", include("shop.payment.simulator.urls"))]
if settings.DEMO:
    urlpatterns += [path("demo/", include("shop.demo.urls"))]
if settings.DEMO or settings.MEDIA_STORAGE:  # elsewhere the proxy serves the folder
    urlpatterns += [path("media/<path:path>", media)]
urlpatterns += [
    *account_urls.PAGES,
    path("", include(cast(StorefrontConfig, apps.get_app_config("oscar")).urls[0])),
    *account_urls.NAMES,
    path("", include("guides.page_urls")),
]
handler400 = "shop.web.error_views.bad_request"
handler403 = "shop.web.error_views.permission_denied"
handler404 = "shop.web.error_views.page_not_found"
handler500 = "shop.web.error_views.server_error"
