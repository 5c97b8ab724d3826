"""Signing emails with DKIM, for a mail server that doesn’t."""

from django.core.exceptions import ImproperlyConfigured

from shop.settings.env import env

# A file with an RSA key in PEM; DNS has its public half under <selector>._domainkey.<domain>.
DKIM_KEY_FILE = env.str("DKIM_KEY_FILE", "")
DKIM_SELECTOR = env.str("DKIM_SELECTOR", "")
if bool(DKIM_KEY_FILE) != bool(DKIM_SELECTOR):
    raise ImproperlyConfigured("DKIM_KEY_FILE and DKIM_SELECTOR belong together: set both or neither")
