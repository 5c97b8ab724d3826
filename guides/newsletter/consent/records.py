"""The consent record: each permission begins and ends with a row that is never changed."""

from dataclasses import dataclass

from guides.newsletter.consent.privacy_version import current_version
from guides.newsletter.models import Consent, Permission, Subscriber
from guides.newsletter.models.automations import end_without
from guides.newsletter.statements import TICK, statement
from shop.trader.header import shop_name


@dataclass(frozen=True)
class ConsentContext:
    """Where and how a person gave or withdrew consent."""

    source: str
    page: str = ""
    ip: str = ""
    version: int | None = None  # of the statements shown (statements.py)
    place: str = TICK
    basis: str = ""


def lock_subscriber(subscriber: Subscriber) -> None:
    """Lock the subscriber's row so that two requests run one after the other."""
    Subscriber.objects.select_for_update().filter(pk=subscriber.pk).first()


def append(
    subscriber: Subscriber,
    *,
    purpose: str,
    action: str,
    form: ConsentContext,
    scope: str = "",
    what: str = "",
) -> Consent:
    """Add a row with the statement shown; a withdrawal has none."""
    words = statement(purpose, form.version, form.place)
    has_words = action in {Consent.ASKED, Consent.REFUSED} and not form.basis
    return Consent.objects.create(
        subscriber=subscriber,
        email_hash=subscriber.email_hash,
        purpose=purpose,
        scope=scope,
        action=action,
        wording=words.text(shop=shop_name(), what=what) if has_words else "",
        wording_version=words.version if has_words else None,
        privacy_version=current_version(),
        source=form.source[:20],
        page=form.page[:200],
        basis=form.basis[:200],
        ip=form.ip or None,
    )


def grant(subscriber: Subscriber, *, purpose: str, form: ConsentContext, scope: str = "") -> None:
    """Add a permission and its confirmation."""
    append(subscriber, purpose=purpose, action=Consent.CONFIRMED, form=form, scope=scope)
    Permission.objects.get_or_create(subscriber=subscriber, purpose=purpose, scope=scope)


def withdraw(subscriber: Subscriber, *, purpose: str, form: ConsentContext, scope: str = "") -> bool:
    """End a permission, and automations that needed it; returns False and adds no row if there was none."""
    deleted, _ = Permission.objects.filter(subscriber=subscriber, purpose=purpose, scope=scope).delete()
    if deleted:
        end_without(subscriber=subscriber, purpose=purpose)
        append(subscriber, purpose=purpose, action=Consent.WITHDRAWN, form=form, scope=scope)
    return bool(deleted)
