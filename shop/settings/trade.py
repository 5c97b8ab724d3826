"""The shop’s name, who sells, and the rules of selling that a first start takes from the environment."""

from shop.settings.address_lookup import check_lookup
from shop.settings.alerts import check_owner
from shop.settings.carrier import check_services
from shop.settings.env import env, pounds, whole_days
from shop.settings.reservations import read_limits

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
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SHOP_NAME} <{TRADER['email']}>")
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
ORDER_NUMBER_PREFIX = env.str("ORDER_NUMBER_PREFIX", "PS")
UNPAID_LIMITS = read_limits()
ADDRESS_LOOKUP_KEY = env.str("ADDRESS_LOOKUP_KEY", "")
ADDRESS_LOOKUP = check_lookup(env.str("ADDRESS_LOOKUP", "off"), ADDRESS_LOOKUP_KEY)
