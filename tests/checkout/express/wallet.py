"""A wallet in front of the shop's own addresses, as the sheet's script asks them."""

from typing import Any

from django.test import Client
from django.urls import reverse

HOME = {
    "email": "wilma@example.com",
    "name": "Wilma Walker",
    "line1": "12 High Street",
    "line2": "",
    "city": "Stroud",
    "postal_code": "GL5 1AA",
    "country": "GB",
}


class Wallet:
    """One browser. `opened` is what the shop answered last to the sheet."""

    def __init__(self, client: Client | None = None) -> None:
        self.client = client or Client()
        self.opened: dict[str, Any] = {}

    def adds(self, product: Any, quantity: int = 1) -> None:
        self.client.post(reverse("basket:add", args=[product.pk]), {"quantity": str(quantity)})

    def asks(self, what: str, **data: Any) -> Any:
        return self.client.post(f"/checkout/express/{what}/", data)

    def opens(self, **data: Any) -> Any:
        """Tap the button: for the basket, or for a `product` with its `quantity`."""
        answer = self.asks("start", **data)
        self.opened = answer.json()
        return answer

    def goes_to(self, postal_code: str, country: str = "GB", **data: Any) -> Any:
        """Choose an address; the wallet tells only its beginning."""
        answer = self.asks(
            "address", basket=self.opened["basket"], country=country, postal_code=postal_code, **data
        )
        if answer.status_code == 200:
            self.opened |= answer.json()
        return answer

    def pays(self, **changes: Any) -> Any:
        """Confirm in the sheet."""
        sheet = self.opened
        shown = {
            "basket": sheet["basket"],
            "fingerprint": sheet["fingerprint"],
            "method": sheet["shippingRates"][0]["id"],
        }
        return self.asks("place", **{**HOME, **shown, **changes})
