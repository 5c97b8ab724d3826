"""What the database and the simulated Stripe know of the purchases: `python -m bench.production.books`."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bench.__main__ import output


@dataclass(frozen=True)
class Books:
    """Orders sold and charges by a buyer's email address, and the pence of both."""

    orders: Mapping[str, int]
    charges: Mapping[str, int]
    owed: int
    charged: int
    open: int  # orders that wait for a payment

    @property
    def agree(self) -> bool:
        """Whether each order that was sold was charged once, and nothing else was."""
        return dict(self.orders) == dict(self.charges) and self.owed == self.charged


def read(env: Mapping[str, str]) -> Books:
    """The books of the shop whose environment this is."""
    return Books(**json.loads(output(env, "-m", "bench.production.books")))


def main() -> None:
    import django

    django.setup()
    from shop.money import to_pence
    from shop.order.models import Order
    from shop.order.statuses import PENDING, SOLD
    from shop.payment.simulator.models import SimulatedObject

    sold = list(Order.objects.filter(status__in=SOLD))
    paid = SimulatedObject.objects.filter(kind="payment_intent", data__status="succeeded")
    buyers = dict(Order.objects.values_list("payment_attempts__intent_id", "guest_email"))
    books = Books(
        orders=Counter(order.guest_email for order in sold),
        charges=Counter(buyers.get(intent.pk, "nobody") for intent in paid),
        owed=sum(to_pence(order.total_incl_tax) for order in sold),
        charged=sum(intent.data["amount_received"] for intent in paid),
        open=Order.objects.filter(status=PENDING).count(),
    )
    print(json.dumps(vars(books)))


if __name__ == "__main__":
    main()
