"""The demo: everything on one machine, simulated cards, mails readable at /demo/mailbox/."""

import os

os.environ.setdefault("SECURE_COOKIES", "false")  # plain http on the loopback address
os.environ.setdefault("PAYMENTS", "simulated")

from shop.settings.base import *  # noqa: F403
from shop.settings.env import env
from shop.settings.payments import refuse_real_money

DEMO = True
refuse_real_money(PAYMENTS, STRIPE_LIVEMODE)  # noqa: F405
SECRET_KEY = env.str("SECRET_KEY", "demo-only-not-a-secret")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
OSCAR_URL_SCHEMA = "http"
MAILERS = {"default": {"BACKEND": "shop.demo.mailbox.MailboxBackend"}}
INSTALLED_APPS += ["shop.demo.apps.DemoConfig"]  # noqa: F405
