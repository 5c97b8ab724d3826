"""The address that a wallet sends with the payment, checked by the form of the ordinary checkout."""

from collections.abc import Mapping

from shop.accounts.models import User
from shop.accounts.visitor import Visitor
from shop.checkout.details import Details
from shop.checkout.forms import AddressForm

# The wallet's names, and the form's.
FIELDS = {
    "email": "email",
    "name": "name",
    "line1": "line1",
    "line2": "line2",
    "city": "town",
    "postal_code": "postcode",
    "country": "country",
}


class BadAddress(Exception):
    """The wallet's address or email can't be used; the text is for the shopper."""


def details_from(sent: Mapping[str, str], *, user: Visitor) -> Details:
    """The details of an order paid by a wallet; raises BadAddress. An account's order goes to its email."""
    data = {ours: sent.get(theirs, "") for theirs, ours in FIELDS.items()}
    if isinstance(user, User):
        data["email"] = user.email
    form = AddressForm(data)
    if not form.is_valid():
        raise BadAddress(" ".join(str(text) for errors in form.errors.values() for text in errors))
    clean = form.cleaned_data
    kept = {name: clean[name] for name in FIELDS.values() if name != "country"}
    return Details(**kept, method=sent.get("method", "")[:20])
