"""Production's settings with the simulated Stripe, which production itself refuses: nobody pays here."""

from shop.settings.production import *  # noqa: F403

PAYMENTS = "simulated"
STRIPE_WEBHOOK_SECRETS = ["whsec_simulated"]
