"""Composes the newsletter's service mails: in text and HTML, with the trader's name and address."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse


def identity() -> dict[str, Any]:
    """What the law wants in every mail: who writes, and from where."""
    return {
        "shop_name": settings.SHOP_NAME,
        "shop_url": settings.SHOP_URL,
        "trader": settings.TRADER,
        "vat_registered": settings.VAT_REGISTERED,
    }


def link(name: str, *args: Any) -> str:
    """A full address for a mail."""
    return settings.SHOP_URL + reverse(name, args=args)


def compose(*, to: str, name: str, subject: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """One mail from `templates/newsletter/mail/<name>.{txt,html}`."""
    context = context | identity() | {"title": subject}
    text = render_to_string(f"newsletter/mail/{name}.txt", context)
    mail = EmailMultiAlternatives(subject, text, to=[to])
    mail.attach_alternative(render_to_string(f"newsletter/mail/{name}.html", context), "text/html")
    return mail
