"""What the rules of a saved audience mean: conditions on subscribers, joined by “or” and “and not”."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from guides.newsletter import statements
from guides.newsletter.models import AudienceRule, Consent, Permission, SubscriberTag
from guides.newsletter.sending.paid_orders import paid_orders
from shop.london import start_of


def members(rules: Iterable[AudienceRule]) -> Q:
    """All groups that are added, together, without those that are left out; nobody if none is added."""
    added, taken_out = Q(pk__in=[]), Q(pk__in=[])
    for rule in rules:
        if rule.sign == AudienceRule.ADD:
            added |= group(rule)
        else:
            taken_out |= group(rule)
    return added & ~taken_out


def group(rule: AudienceRule) -> Q:
    """The condition of one rule."""
    if rule.group == AudienceRule.FOLLOWERS:
        return _has(statements.SERIES, rule.slug)
    if rule.group == AudienceRule.BOUGHT:
        return _bought(rule.slug)
    if rule.group == AudienceRule.ASKED:
        return _asked(rule.slug)
    if rule.group == AudienceRule.JOINED:
        return _joined(rule)
    if rule.group == AudienceRule.TAGGED:
        return Q(Exists(SubscriberTag.objects.filter(subscriber=OuterRef("pk"), name=rule.slug)))
    return _has(rule.group)


def _has(purpose: str, scope: str = "") -> Q:
    return Q(Exists(Permission.objects.filter(subscriber=OuterRef("pk"), purpose=purpose, scope=scope)))


def _bought(slug: str) -> Q:
    """Buyers of a product, in any of its sizes; of anything without a slug."""
    orders = paid_orders()
    if slug:
        orders = orders.filter(Q(lines__product__slug=slug) | Q(lines__product__parent__slug=slug))
    return Q(email__in=orders.exclude(buyer="").values("buyer"))


def _asked(slug: str) -> Q:
    asked = Consent.objects.filter(purpose=statements.GUIDE, action=Consent.CONFIRMED)
    asked = asked.filter(scope=slug) if slug else asked
    return Q(pk__in=asked.exclude(subscriber=None).values("subscriber_id"))


def _joined(rule: AudienceRule) -> Q:
    """Confirmed on that day, London time, or later."""
    assert rule.since is not None  # noqa: S101  # the form asks for the day
    return Q(confirmed_at__gte=start_of(rule.since))
