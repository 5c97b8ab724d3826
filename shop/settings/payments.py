"""Whether and how payments are taken: Stripe’s keys and methods, and where wallets’ buttons stand."""

from shop.settings.env import env
from shop.settings.payment_checks import check_keys, check_load, check_methods, check_mode, check_pages

PAYMENTS = env.str("PAYMENTS", "off")
check_mode(PAYMENTS)
CARD_BRANDS: list[str] = env.list("CARD_BRANDS", ["Visa", "Mastercard", "American Express"])
STRIPE_METHODS: list[str] = check_methods(env.list("STRIPE_METHODS", ["card"]))
EXPRESS_CHECKOUT_PAGES: list[str] = check_pages(
    env.list("EXPRESS_CHECKOUT_PAGES", ["product", "basket", "checkout"])
)
EXPRESS_PRODUCT_LOAD = check_load(env.str("EXPRESS_PRODUCT_LOAD", "tap"))
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", "")
STRIPE_PUBLISHABLE_KEY = env.str("STRIPE_PUBLISHABLE_KEY", "")
STRIPE_WEBHOOK_SECRETS: list[str] = env.list("STRIPE_WEBHOOK_SECRETS", [])
STRIPE_LIVEMODE = check_keys(PAYMENTS, STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRETS)
SIMULATOR_DELIVERS = True
if PAYMENTS == "simulated":
    STRIPE_WEBHOOK_SECRETS = ["whsec_simulated"]
