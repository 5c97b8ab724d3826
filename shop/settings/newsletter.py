"""The newsletter's own settings."""

from django.core.exceptions import ImproperlyConfigured

from shop.settings.env import env

# Keys the hashes of addresses that must not be written to. It must never change: with another key
# nobody on that list would be recognised any more. So it is no part of SECRET_KEY, which may.
ADDRESS_HASH_KEY = env.str("ADDRESS_HASH_KEY", "demo-only-not-a-secret")
NEWSLETTER_PER_SECOND = env.float("NEWSLETTER_PER_SECOND", 0)  # 0: as fast as the mail server takes them
NEWSLETTER_LANES = env.int("NEWSLETTER_LANES", 2)  # how many workers share one newsletter
# Automations write in these hours only, London time, and count every newsletter towards the most a week.
NEWSLETTER_FROM_HOUR = env.int("NEWSLETTER_FROM_HOUR", 9)
NEWSLETTER_TO_HOUR = env.int("NEWSLETTER_TO_HOUR", 18)
NEWSLETTER_WEEKLY_MOST = env.int("NEWSLETTER_WEEKLY_MOST", 3)
# The first day of a new sender’s domain, such as 2026-12-01: few emails a day at first, more each day.
NEWSLETTER_WARM_UP_SINCE = env.date("NEWSLETTER_WARM_UP_SINCE", None)
if not 0 <= NEWSLETTER_FROM_HOUR < NEWSLETTER_TO_HOUR <= 24:
    raise ImproperlyConfigured("NEWSLETTER_FROM_HOUR must be before NEWSLETTER_TO_HOUR, both from 0 to 24")
if NEWSLETTER_WEEKLY_MOST < 1:
    raise ImproperlyConfigured(f"NEWSLETTER_WEEKLY_MOST must be 1 or more, not {NEWSLETTER_WEEKLY_MOST}")
# With a secret, bounces and complaints are taken at /webhooks/mail/ (django-anymail): "name:password".
ANYMAIL = {"WEBHOOK_SECRET": env.str("ANYMAIL_WEBHOOK_SECRET", "")}
