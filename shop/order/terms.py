"""Terms and conditions: versions that are added and never edited; each order is linked to one."""

import hashlib
import re
from datetime import date, datetime
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

from shop.london import start_of
from shop.order.models import TermsVersion
from shop.public_text import PublicText
from shop.signals import collect_public_texts
from shop.trader.details import trader
from shop.trader.header import shop_name

FIRST = Path(__file__).with_name("first_terms.html")
# The first sentence of the model form: Consumer Contracts Regulations 2013, schedule 3, part B.
CANCELLATION_FORM = re.compile(r"hereby give notice that\b.{1,40}?\bcancel\b.{1,40}?\bcontract", re.I)


class InForce(Exception):
    """These terms apply already: orders may refer to them."""


@transaction.atomic
def publish_terms(*, version: str, body: str, since: date | None = None) -> TermsVersion:
    """Add a version. It applies to orders from now on, or from the beginning of a later day."""
    later = since is not None and since > timezone.localdate()
    moment = start_of(since) if since and later else timezone.now()
    return TermsVersion.objects.create(version=version, **_published(body, moment))


@transaction.atomic
def withdraw_terms(*, version: TermsVersion) -> None:
    """Delete a version that isn't in force yet; raises InForce."""
    found = TermsVersion.objects.select_for_update().filter(pk=version.pk).first()
    if found is None:
        return
    if found.published_at <= timezone.now():
        raise InForce
    found.delete()


def published_terms() -> QuerySet[TermsVersion]:
    """The versions that are or were in force, the newest first."""
    return TermsVersion.objects.filter(published_at__lte=timezone.now()).order_by("-published_at", "-pk")


def planned_terms() -> QuerySet[TermsVersion]:
    """The versions from a later day, the next one first."""
    return TermsVersion.objects.filter(published_at__gt=timezone.now()).order_by("published_at")


def current_terms() -> TermsVersion:
    """The newest version without its text, for placing an order; a new shop gets the version that comes
    with the code.
    """
    return published_terms().only("version").first() or _first_terms()


def terms_in_force() -> TermsVersion:
    """The newest version for a page. Reading writes nothing, not even the first version."""
    return published_terms().first() or TermsVersion(
        version="1", body=_first_body(), published_at=timezone.now()
    )


def has_cancellation_form(body: str) -> bool:
    """Whether terms, as HTML, hold the model cancellation form, however it is broken into lines and tags."""
    words = " ".join(unescape(strip_tags(body.replace("<", " <"))).split())
    return bool(CANCELLATION_FORM.search(words))


def as_text(body: str) -> str:
    """Terms as plain text, with headings and paragraphs on lines of their own."""
    running = re.sub(r"\s+", " ", body)  # lines end where a mail program breaks them, not where the file does
    spaced = re.sub(r"</(?:p|ul)> ?", "\n\n", re.sub(r"(?:</h\d>|</li>|<br ?/?>) ?", "\n", running))
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(spaced))).strip()


def _first_terms() -> TermsVersion:
    """Create the first version; two first buyers at the same time get the same row."""
    terms, _ = TermsVersion.objects.get_or_create(
        version="1", defaults=_published(_first_body(), timezone.now())
    )
    return terms


def _published(body: str, moment: datetime) -> dict[str, Any]:
    digest = hashlib.sha256(body.encode()).hexdigest()
    return {"body": body, "sha256": digest, "published_at": moment}


def _first_body() -> str:
    """Version 1, filled in with the trader's own details."""
    template = engines["django"].from_string(FIRST.read_text())
    return str(template.render({"trader": trader(), "shop": shop_name(), "shop_url": settings.SHOP_URL}))


@receiver(collect_public_texts, dispatch_uid="order.terms")
def text_of_terms(**_: object) -> list[PublicText]:
    """The terms in force."""
    return [PublicText("Terms of sale", terms_in_force().body, is_html=True)]
