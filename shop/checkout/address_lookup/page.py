"""The address form after “Find address” and “Use this address”; nothing that was typed is lost."""

from dataclasses import dataclass, field

from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from shop.checkout.address_lookup.found import Found
from shop.checkout.address_lookup.services import NoAddresses, chosen_address, find_addresses, listed
from shop.checkout.forms import AddressForm

FOUND = "Choose your address from the list."
FILLED = "We’ve filled in the address. Please check it."


@dataclass(frozen=True)
class Lookup:
    """The form, the addresses to choose from, and what to say."""

    form: AddressForm
    found: list[Found] = field(default_factory=list)
    note: str = ""

    @property
    def status(self) -> int:
        return 422 if self.form.is_bound else 200


def look_up(*, sent: QueryDict, session: SessionBase, network: str) -> Lookup:
    """Answer one of the two buttons: `find_address`, or `use_address` with `found`, an item's number."""
    if "use_address" in sent:
        return _use(sent, session)
    checked = AddressForm(sent)
    if not checked.is_valid_postcode():
        return Lookup(checked)
    postcode = str(checked.cleaned_data["postcode"])
    typed = AddressForm(initial=sent.dict() | {"postcode": postcode})
    try:
        found = find_addresses(postcode=postcode, session=session, network=network)
    except NoAddresses as problem:
        return Lookup(typed, note=str(problem))
    return Lookup(typed, found, FOUND)


def _use(sent: QueryDict, session: SessionBase) -> Lookup:
    try:
        found = chosen_address(number=sent.get("found", ""), session=session)
    except NoAddresses as problem:
        return Lookup(AddressForm(initial=sent.dict()), listed(session), str(problem))
    address = {name: getattr(found, name) for name in ("line1", "line2", "town")}
    postcode = found.postcode or sent.get("postcode", "")
    return Lookup(AddressForm(initial=sent.dict() | address | {"postcode": postcode}), note=FILLED)
