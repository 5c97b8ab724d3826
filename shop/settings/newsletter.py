"""The newsletter's own settings."""

from shop.settings.env import env

# Keys the hashes of addresses that must not be written to. It must never change: with another key
# nobody on that list would be recognised any more. So it is no part of SECRET_KEY, which may.
ADDRESS_HASH_KEY = env.str("ADDRESS_HASH_KEY", "demo-only-not-a-secret")
NEWSLETTER_PER_SECOND = env.float("NEWSLETTER_PER_SECOND", 0)  # 0: as fast as the mail server takes them
NEWSLETTER_LANES = env.int("NEWSLETTER_LANES", 2)  # how many workers share one newsletter
# With a secret, bounces and complaints are taken at /webhooks/mail/ (django-anymail): "name:password".
ANYMAIL = {"WEBHOOK_SECRET": env.str("ANYMAIL_WEBHOOK_SECRET", "")}
