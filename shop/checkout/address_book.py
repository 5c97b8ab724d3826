"""The address book of a signed-in person, as data for the checkout's form."""

from typing import Any

from oscar.apps.address.abstract_models import AbstractUserAddress
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.accounts.visitor import Visitor
from shop.basket.request import StorefrontRequest
from shop.shipping import zones
from shop.shipping.countries import country_of
from shop.shipping.postcodes import InvalidPostcode

UserAddress = get_model("address", "UserAddress")
MAX_ADDRESSES = 20


def saved_addresses(user: Visitor) -> list[Any]:
    """The user's addresses where we deliver, the default one first; empty for a visitor."""
    if not user.is_authenticated:
        return []
    book = UserAddress.objects.filter(user=user)
    return [address for address in book.order_by("-is_default_for_shipping", "pk") if _delivers(address)]


def save(address: AbstractUserAddress, data: dict[str, str]) -> bool:
    """Save an address to the book; False if it is in it already, which Oscar recognises by its hash."""
    address.first_name, address.last_name = data["name"], ""
    address.line1, address.line2, address.line4 = data["line1"], data["line2"], data["town"]
    address.postcode, address.country = data["postcode"], country_of(zones.zone_for(data["postcode"]))
    book = UserAddress.objects.filter(user=address.user)
    if book.filter(hash=address.generate_hash()).exclude(pk=address.pk).exists():
        return False
    address.is_default_for_shipping = address.is_default_for_shipping or not book.exists()
    address.save()
    return True


def save_typed_address(request: StorefrontRequest, data: dict[str, str]) -> None:
    """Save a typed address where its box is ticked. A full book doesn't stop the checkout."""
    wanted = request.user.is_authenticated and "keep" in request.POST and chosen(request) is None
    if wanted and UserAddress.objects.filter(user=request.user).count() < MAX_ADDRESSES:
        save(UserAddress(user=request.user), data)


def with_chosen(request: StorefrontRequest) -> dict[str, Any]:
    """The sent form data, with the chosen address of the person's book and their email filled in."""
    address = chosen(request)
    sent = {**request.POST.dict(), **(as_form_data(address) if address else {})}
    return sent | {"email": request.user.email} if isinstance(request.user, User) else sent


def chosen(request: StorefrontRequest) -> AbstractUserAddress | None:
    """The person's address with the sent id; None for an id of another person's."""
    number = request.POST.get("saved", "")
    return next((found for found in saved_addresses(request.user) if str(found.pk) == number), None)


def selected_id(request: StorefrontRequest, saved: list[Any], line1: str, postcode: str) -> str:
    """The id of the selected address: the sent one, else this checkout's, else the default one."""
    if request.method == "POST":
        return str(request.POST.get("saved", ""))
    same = [found for found in saved if (found.line1, found.postcode) == (line1, postcode)]
    picked = (same if line1 else saved)[:1]
    return str(picked[0].pk) if picked else ""


def _delivers(address: AbstractUserAddress) -> bool:
    try:
        return bool(zones.zone_for(address.postcode))
    except InvalidPostcode:
        return False


def as_form_data(address: AbstractUserAddress) -> dict[str, str]:
    """An address as data for the form."""
    return {
        "name": f"{address.first_name} {address.last_name}".strip(),
        "line1": address.line1,
        "line2": address.line2,
        "town": address.line4,
        "postcode": address.postcode,
    }
