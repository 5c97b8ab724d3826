"""Production: refuses to start without its secrets, everything else by environment."""

from typing import Any

from shop.settings.env import env, require

require(
    "SECRET_KEY",
    "ADDRESS_HASH_KEY",
    "ALLOWED_HOSTS",
    "SHOP_URL",
    "DATABASE_URL",  # the default in base is for one machine
    "EMAIL_URL",
    "TRADER_NAME",
    "TRADER_ADDRESS",
    "TRADER_EMAIL",
    "TRADER_PHONE",
    "CLIENT_IP_HEADER",
)
from shop.settings.alerts import check_owner  # noqa: E402
from shop.settings.base import *  # noqa: E402, F403 -- its readers would misread empty values
from shop.settings.payment_checks import refuse_simulated  # noqa: E402
from shop.settings.proxy import check_address, client_ip_header  # noqa: E402

SECRET_KEY = env.str("SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
ADDRESS_HASH_KEY = env.str("ADDRESS_HASH_KEY")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS")
SHOP_URL = check_address(env.str("SHOP_URL"), ALLOWED_HOSTS)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

refuse_simulated(PAYMENTS)  # noqa: F405
COMPANY_NUMBER = env.str("TRADER_COMPANY_NUMBER", "")  # a sole trader or partnership has none
if COMPANY_NUMBER:
    require("TRADER_REGISTERED_IN")
if VAT_REGISTERED:  # noqa: F405
    require("TRADER_VAT_NUMBER")
# The law wants the real ones on every page and in every mail, so that the demo's can't stay by mistake.
TRADER = {
    "name": env.str("TRADER_NAME"),
    "address": env.str("TRADER_ADDRESS"),
    "email": env.str("TRADER_EMAIL"),
    "phone": env.str("TRADER_PHONE"),
    "company_number": COMPANY_NUMBER,
    "registered_in": env.str("TRADER_REGISTERED_IN") if COMPANY_NUMBER else "",
    "vat_number": env.str("TRADER_VAT_NUMBER") if VAT_REGISTERED else "",  # noqa: F405
}
OWNER_EMAIL = check_owner(env.str("OWNER_EMAIL", TRADER["email"]))
DEFAULT_FROM_EMAIL = OSCAR_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", f"{SHOP_NAME} <{TRADER['email']}>")  # noqa: F405

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_REDIRECT_EXEMPT = ["^(healthz|livez|readyz|metrics)$"]  # asked on this machine, without TLS
# Both bind other names of the owner's domain too, for a year and more: only an owner knows whether they may.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Behind a proxy every connection comes from the proxy: without it all visitors would share one limit.
CLIENT_IP_HEADER = client_ip_header(env.str("CLIENT_IP_HEADER"))

DJANGOS_SMTP = "django.core.mail.backends.smtp.EmailBackend"


def mailer(url: dict[str, Any]) -> dict[str, Any]:
    """One mailer out of an EMAIL_URL; ours speaks SMTP, because it knows whether an email has gone out."""
    return {
        "BACKEND": "shop.mail.smtp.EmailBackend"
        if url["EMAIL_BACKEND"] == DJANGOS_SMTP
        else url["EMAIL_BACKEND"],
        "OPTIONS": {
            "host": url["EMAIL_HOST"],
            "port": url["EMAIL_PORT"],
            "username": url["EMAIL_HOST_USER"],
            "password": url["EMAIL_HOST_PASSWORD"],
            "use_tls": url["EMAIL_USE_TLS"],
            "use_ssl": url["EMAIL_USE_SSL"],
            "timeout": 15,
        },
    }


# Newsletters may go through a server of their own, so that their reputation doesn't touch orders.
NEWSLETTER_URL = "NEWSLETTER_EMAIL_URL" if env.str("NEWSLETTER_EMAIL_URL", "") else "EMAIL_URL"
MAILERS |= {  # noqa: F405
    "outgoing": mailer(env.dj_email_url("EMAIL_URL")),
    "newsletter": mailer(env.dj_email_url(NEWSLETTER_URL)),
}
