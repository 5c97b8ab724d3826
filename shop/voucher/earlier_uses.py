"""Whether a buyer has used a code before that works once for each customer.

A guest has no account to count by, so the email address or the address of an earlier order tells. The
address alone is enough: a second email address is quickly made.
"""

from django.db.models import Q

from shop.voucher.models import Voucher


def has_used(voucher: Voucher, *, email: str, line1: str = "", postcode: str = "") -> bool:
    """Whether an order with the code went to this email address, or to this address if one is given.

    Nobody has used up a code that works more often.
    """
    if voucher.usage != voucher.ONCE_PER_CUSTOMER or not email:
        return False
    same = Q(order__guest_email=email) | Q(order__user__email=email)
    if line1 and postcode:
        place = "order__shipping_address"
        same |= Q((f"{place}__line1__iexact", line1.strip()), (f"{place}__postcode__iexact", postcode))
    return bool(voucher.applications.filter(same).exists())
