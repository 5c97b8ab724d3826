"""The request of the office's views: the gate has let nobody past without an account."""

from django.http import HttpRequest

from shop.accounts.models import User


class OfficeRequest(HttpRequest):
    """A request of somebody who works here."""

    user: User
