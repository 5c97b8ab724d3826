"""Who an email is from: the address of the server's settings, under the shop's name."""

from email.utils import formataddr, parseaddr

from django.conf import settings

from shop.trader.header import shop_name


def sender() -> str:
    """`DEFAULT_FROM_EMAIL`; where its name is `SHOP_NAME`, with the name that the office has saved.

    The mail service signs for the address, so that stays.
    """
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if name != settings.SHOP_NAME or shop_name() == name:
        return str(settings.DEFAULT_FROM_EMAIL)
    return formataddr((shop_name(), address))
