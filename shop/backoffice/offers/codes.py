"""Single-use codes, many at once."""

import secrets
from typing import Any, Final

from oscar.apps.voucher.abstract_models import AbstractVoucherSet

from shop.backoffice.offers.terms import Terms
from shop.fields.typed_key import typed_key
from shop.offer.models import ConditionalOffer
from shop.voucher.models import Voucher, VoucherSet  # type: ignore[attr-defined]  # Oscar’s

SIGNS: Final = "ABCDEFGHJKMNPQRTUVWXY346789"  # none that is taken for another one, read or spoken
LENGTH: Final = 8  # 27 to the power of 8: nobody guesses one of a few thousand
AT_ONCE: Final = 500
MOST: Final = 5000


def add_codes(*, offer: ConditionalOffer, terms: Terms) -> None:
    """Make so many codes for an offer; the caller has opened a transaction."""
    dates = {"start_datetime": offer.start_datetime, "end_datetime": offer.end_datetime}
    made_for = VoucherSet.objects.create(
        name=_set_name(offer), count=terms.count, code_length=LENGTH, description="", **dates
    )
    rows = [_row(code, offer, made_for, dates) for code in _new_codes(terms.count, terms.code)]
    vouchers = Voucher.objects.bulk_create(rows, batch_size=AT_ONCE)
    through = Voucher.offers.through
    links = [through(voucher_id=voucher.pk, conditionaloffer_id=offer.pk) for voucher in vouchers]
    through.objects.bulk_create(links, batch_size=AT_ONCE)


def _set_name(offer: ConditionalOffer) -> str:
    """Unique with the offer's key; 100 signs at most."""
    return f"{offer.name[:85]} {offer.pk}"


def _row(code: str, offer: ConditionalOffer, made_for: AbstractVoucherSet, dates: dict[str, Any]) -> Voucher:
    """`bulk_create` calls no `save`, which would set the key."""
    name = f"{offer.name[:80]} {code}"
    fields = {"name": name, "usage": Voucher.SINGLE_USE, "voucher_set": made_for} | dates
    return Voucher(code=code, key=typed_key(code), **fields)


def _new_codes(count: int, prefix: str) -> list[str]:
    """So many that nobody has; `prefix` may be empty."""
    found: dict[str, str] = {}
    while len(found) < count:
        tried = {typed_key(code): code for code in (new_code(prefix) for _ in range(count - len(found)))}
        taken = _taken(list(tried))
        found |= {key: code for key, code in tried.items() if key not in taken}
    return list(found.values())


def _taken(keys: list[str]) -> set[str]:
    batches = (keys[place : place + AT_ONCE] for place in range(0, len(keys), AT_ONCE))
    return {
        key for some in batches for key in Voucher.objects.filter(key__in=some).values_list("key", flat=True)
    }


def new_code(prefix: str) -> str:
    """“SPRING-7KQ2-9XPM”; without a prefix the signs alone."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(filter(None, (prefix.upper(), signs[:4], signs[4:])))
