"""Every Oscar setting we change, with its reason. The one place for Oscar's star import."""

import oscar
from oscar.defaults import *  # noqa: F403

from shop.order import statuses
from shop.settings.env import env
from shop.settings.trade import DEFAULT_FROM_EMAIL, SHOP_NAME, SHOP_TAGLINE

FORKS = {
    "oscar.config.Shop": "shop.config.StorefrontConfig",
    "oscar.apps.basket.apps.BasketConfig": "shop.basket.apps.BasketConfig",
    "oscar.apps.catalogue.apps.CatalogueConfig": "shop.catalogue.apps.CatalogueConfig",
    "oscar.apps.catalogue.reviews.apps.CatalogueReviewsConfig": "shop.catalogue.reviews.apps.ReviewsConfig",
    "oscar.apps.checkout.apps.CheckoutConfig": "shop.checkout.apps.CheckoutConfig",
    "oscar.apps.customer.apps.CustomerConfig": "shop.customer.apps.CustomerConfig",
    "oscar.apps.offer.apps.OfferConfig": "shop.offer.apps.OfferConfig",
    "oscar.apps.order.apps.OrderConfig": "shop.order.apps.OrderConfig",
    "oscar.apps.partner.apps.PartnerConfig": "shop.partner.apps.PartnerConfig",
    "oscar.apps.payment.apps.PaymentConfig": "shop.payment.apps.PaymentConfig",
    "oscar.apps.voucher.apps.VoucherConfig": "shop.voucher.apps.VoucherConfig",
    "oscar.apps.search.apps.SearchConfig": "shop.search.apps.SearchConfig",
    "oscar.apps.shipping.apps.ShippingConfig": "shop.shipping.apps.ShippingConfig",
    "oscar.apps.dashboard.apps.DashboardConfig": "shop.dashboard.apps.DashboardConfig",
}
# Of its dashboard only our redirects are installed; django_tables2 lists rows there and nowhere else.
UNUSED = ("django.", "django_tables2", "oscar.apps.dashboard.")
OSCAR_APPS = [
    FORKS.get(app, app) for app in oscar.INSTALLED_APPS if app in FORKS or not app.startswith(UNUSED)
]
# Forks without a migrations folder keep Oscar's schema, so Oscar's migrations stay in charge.
MIGRATION_MODULES = {
    "customer": "oscar.apps.customer.migrations",
    "offer": "oscar.apps.offer.migrations",
}

OSCAR_DYNAMIC_CLASS_LOADER = "shop.settings.class_loader.load"
OSCAR_SHOP_NAME = SHOP_NAME
OSCAR_SHOP_TAGLINE = SHOP_TAGLINE
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL
OSCAR_DEFAULT_CURRENCY = "GBP"
OSCAR_URL_SCHEMA = "https"
OSCAR_ALLOW_ANON_CHECKOUT = True
# Without this the first checkout page tells strangers which addresses have accounts.
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
# Only people with an account review, and staff read a review before others do.
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
# Prices are VAT-inclusive: without this 10 % off £24.00 would give £21.12.
OSCAR_OFFERS_INCL_TAX = True
# "Back in stock" mails are queued by a task, never sent inside a stock save.
OSCAR_EAGER_ALERTS = False
# Sent mails hold personal data; the order keeps its own record of what was sent.
OSCAR_SAVE_SENT_EMAILS_TO_DB = False
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "postcode", "country")
OSCAR_MAX_BASKET_QUANTITY_THRESHOLD = 99
OSCAR_BASKET_COOKIE_LIFETIME = 60 * 24 * 60 * 60  # baskets are kept for 60 days
OSCAR_RECENTLY_VIEWED_PRODUCTS = 0  # would set a cookie on every product page
OSCAR_BASKET_COOKIE_SECURE = env.bool("SECURE_COOKIES", True)
OSCAR_RECENTLY_VIEWED_COOKIE_SECURE = OSCAR_BASKET_COOKIE_SECURE
OSCAR_PRODUCTS_PER_PAGE = 24

OSCAR_INITIAL_ORDER_STATUS = statuses.PENDING
OSCAR_INITIAL_LINE_STATUS = statuses.LINE_OPEN
OSCAR_ORDER_STATUS_PIPELINE = statuses.ORDER_PIPELINE
OSCAR_LINE_STATUS_PIPELINE = statuses.LINE_PIPELINE
