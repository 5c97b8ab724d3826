"""The picture of a product in an email."""

from shop.catalogue.models import Product
from shop.catalogue.pictures.html import EMAIL_WIDTH, email_file
from shop.mail.compose import own_file

PICTURE_WIDTH = 320  # of a product that an email is about: twice what it shows


def mail_picture(product: Product, *, at_least: int = EMAIL_WIDTH) -> str:
    """The absolute URL of the first picture, so many pixels wide, if it is on our own host; else "".

    A size without a picture of its own has that of its page.
    """
    images = [*product.images.all(), *product.sheet.images.all()]
    return own_file(email_file(images[0] if images else None, at_least=at_least))
