"""The demo: everything on one machine, simulated cards, mails readable at /demo/mailbox/."""

import os
from pathlib import Path

os.environ["READ_DOT_ENV"] = "false"  # a real shop's settings have no place in the demo
# Nothing is shared with a shop that runs from the same folder.
os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parents[2] / "var" / "demo"))
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['VAR_DIR']}/demo.sqlite3")
os.environ.setdefault("SECURE_COOKIES", "false")  # plain http on the loopback address
os.environ.setdefault("PAYMENTS", "simulated")
os.environ.setdefault("ADDRESS_LOOKUP", "simulated")
os.environ.setdefault("STAFF_MFA", "off")  # visitors look into the back office with a password that is public

from shop.settings.base import *  # noqa: F403
from shop.settings.demo_database import refuse_foreign_database
from shop.settings.env import env
from shop.settings.payment_checks import refuse_real_money

DEMO = True
refuse_foreign_database(DATABASES["default"], VAR_DIR)  # noqa: F405
for cache in CACHES.values():  # noqa: F405
    cache["KEY_PREFIX"] = "demo"  # a Redis may serve a real shop, too
refuse_real_money(PAYMENTS, STRIPE_LIVEMODE)  # noqa: F405
SECRET_KEY = env.str("SECRET_KEY", "demo-only-not-a-secret")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
OSCAR_URL_SCHEMA = "http"
MAILERS["outgoing"] = {"BACKEND": "shop.demo.mailbox.MailboxBackend"}  # noqa: F405
INSTALLED_APPS += ["shop.demo.apps.DemoConfig"]  # noqa: F405
