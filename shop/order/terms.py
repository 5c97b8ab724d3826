"""Terms and conditions: versions that are added and never edited; each order is linked to one."""

import hashlib
import re
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import receiver
from django.template import engines
from django.utils import timezone
from django.utils.html import strip_tags

from shop.order.models import TermsVersion
from shop.public_text import PublicText
from shop.signals import collect_public_texts

FIRST = Path(__file__).with_name("first_terms.html")
# The first sentence of the model form: Consumer Contracts Regulations 2013, schedule 3, part B.
CANCELLATION_FORM = re.compile(r"hereby give notice that\b.{1,40}?\bcancel\b.{1,40}?\bcontract", re.I)


@transaction.atomic
def publish_terms(*, version: str, body: str) -> TermsVersion:
    """Add a version; it applies to orders from now on."""
    return TermsVersion.objects.create(version=version, **_published(body))


def current_terms() -> TermsVersion:
    """The newest version without its text, for placing an order; a new shop gets the version that comes
    with the code.
    """
    return _versions().only("version").first() or _first_terms()


def terms_in_force() -> TermsVersion:
    """The newest version for a page. Reading writes nothing, not even the first version."""
    return _versions().first() or TermsVersion(version="1", body=_first_body(), published_at=timezone.now())


def has_cancellation_form(body: str) -> bool:
    """Whether terms, as HTML, hold the model cancellation form, however it is broken into lines and tags."""
    words = " ".join(unescape(strip_tags(body.replace("<", " <"))).split())
    return bool(CANCELLATION_FORM.search(words))


def as_text(body: str) -> str:
    """Terms as plain text, with headings and paragraphs on lines of their own."""
    spaced = re.sub(r"</h\d>\s*<p\b", "\n<p", re.sub(r"</(?:p|ul)>\s*", "\n\n", body))
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(spaced))).strip()


def _versions() -> QuerySet[TermsVersion]:
    return TermsVersion.objects.order_by("-published_at", "-pk")


def _first_terms() -> TermsVersion:
    """Create the first version; two first buyers at the same time get the same row."""
    terms, _ = TermsVersion.objects.get_or_create(version="1", defaults=_published(_first_body()))
    return terms


def _published(body: str) -> dict[str, Any]:
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {"body": body, "sha256": digest, "published_at": timezone.now()}


def _first_body() -> str:
    """Version 1, filled in with the trader's own details."""
    template = engines["django"].from_string(FIRST.read_text())
    return str(
        template.render(
            {"trader": settings.TRADER, "shop": settings.SHOP_NAME, "shop_url": settings.SHOP_URL}
        )
    )


@receiver(collect_public_texts, dispatch_uid="order.terms")
def text_of_terms(**_: object) -> list[PublicText]:
    """The terms in force."""
    return [PublicText("Terms of sale", terms_in_force().body, is_html=True)]
