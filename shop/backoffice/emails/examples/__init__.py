"""What the examples of emails are about, for the preview of their words."""

from shop.backoffice.emails.examples.orders import OF_ORDERS
from shop.backoffice.emails.examples.people import OF_PEOPLE
from shop.backoffice.emails.examples.products import OF_PRODUCTS
from shop.mail import examples


def register_all() -> None:
    """Called by the app when it is ready."""
    examples.register({**OF_ORDERS, **OF_PEOPLE, **OF_PRODUCTS})
