"""The first picture of a product on a page about it, and in an email."""

from django.utils.safestring import SafeString

from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures.html import EMAIL_WIDTH, email_file, thumbnail
from shop.mail.compose import own_file

PICTURE_WIDTH = 320  # of a product that an email is about: twice what it shows


def small_picture(product: Product) -> SafeString:
    """The picture as a line of a list shows it; "" without one."""
    return thumbnail(_first(product))


def mail_picture(product: Product, *, at_least: int = EMAIL_WIDTH) -> str:
    """The absolute URL of the picture, so many pixels wide, if it is on our own host; else ""."""
    return own_file(email_file(_first(product), at_least=at_least))


def _first(product: Product) -> ProductImage | None:
    """A size without a picture of its own has that of its page."""
    images = [*product.images.all(), *product.sheet.images.all()]
    return images[0] if images else None
