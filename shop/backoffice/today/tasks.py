"""What waits for a person today: which panels there are, and the right that each part asks for."""

from collections.abc import Callable, Iterator
from typing import Final

from django.contrib.auth.models import AnonymousUser

from shop.accounts.models import User
from shop.backoffice.today import answers, parcels, recalls, running, shelf, takings
from shop.backoffice.today.task import Task

Source = Callable[[], Iterator[Task]]
# Heading, then what each part asks for and where its tasks come from.
PANELS: Final[tuple[tuple[str, tuple[tuple[str, Source], ...]], ...]] = (
    ("Pack now", (("office.pack", parcels.pack_now), ("office.pack", parcels.missing))),
    (
        "Answer",
        (
            ("office.correct_batches", recalls.open_recalls),
            ("office.handle_returns", answers.returns),
            ("office.check_payments", answers.disputes),
            ("office.look_after_customers", answers.complaints),
            ("office.read_reactions", answers.reactions),
            ("office.moderate_reviews", answers.reviews),
            ("order.change_order", answers.emails),
        ),
    ),
    (
        "Shelf",
        (
            ("office.look_after_products", shelf.sizes),
            ("office.look_after_stock", shelf.promised),
            ("office.look_after_stock", shelf.off_sale),
            ("office.look_after_stock", shelf.uncounted),
            ("office.look_after_stock", shelf.batches),
            ("office.look_after_stock", shelf.differences),
            ("office.look_after_products", shelf.certificates),
        ),
    ),
    (
        "Takings",
        (
            ("office.read_figures", takings.sales),
            ("office.read_figures", takings.contributions),
            ("office.check_payments", takings.payments_to_check),
        ),
    ),
    (
        "Shop",
        (
            ("office.look_after_products", running.stopped),
            ("office.give_roles", running.running),
        ),
    ),
)


def panels_for(user: User | AnonymousUser) -> Iterator[tuple[str, list[Task]]]:
    """The panels that this person has a right to, those without tasks too."""
    for heading, parts in PANELS:
        sources = [source for right, source in parts if user.has_perm(right)]
        if sources:
            yield heading, [task for source in sources for task in source()]
