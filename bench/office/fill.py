"""Fills an empty database: sizes, settled orders and what lies on the table today; then three years."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from bench.office.copies import Limits, copy_into_the_past, limits
from bench.office.open_work import settled, sizes, waiting
from bench.timing import analyse
from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from shop.catalogue.models import Batch, Product
from shop.order.models import Order
from tests.support.reviews import a_review

SETTLED, OPEN, YEARS = 36, 60, 3
OWNER_EMAIL = "olive@example.com"


def begin() -> Limits:
    """A shop of some forty settled orders and sixty open ones; returns which of its rows may be copied."""
    call_command("migrate", verbosity=0)
    owner = User.objects.create_user(OWNER_EMAIL, "correct horse battery")
    owner.groups.add(role_group(OWNER))
    products = sizes()
    settled(products, owner, number=SETTLED)
    found = limits()
    waiting(products, owner, number=OPEN)
    return found


def copies_for(found: Limits, orders: int) -> int:
    """How often the settled orders are copied until there are about so many."""
    return (orders - OPEN) // Order.objects.filter(pk__lte=found["order.Order"]).count()


def grow(found: Limits, *, turns: range, copies: int) -> None:
    """Make these of the copies, which go back three years in all, each with two old batches and reviews."""
    copy_into_the_past(found, turns=turns, step=timedelta(days=365 * YEARS) / copies)
    products = list(Product.objects.exclude(structure=Product.PARENT).order_by("pk"))
    numbers = range(turns.start * 2, turns.stop * 2)
    old_batches(products, numbers)
    reviews(products, numbers)
    analyse()


def old_batches(products: list[Product], numbers: range) -> None:
    """Used up long ago."""
    today = timezone.localdate()
    Batch.objects.bulk_create(
        Batch(
            product=products[n % len(products)],
            number=f"K{n}",
            best_before=today + timedelta(days=400),
            received_at=today - timedelta(days=n % 1000),
            quantity=40,
        )
        for n in numbers
    )


def reviews(products: list[Product], numbers: range) -> None:
    """Each by an account of its own; the first twenty are to be read."""
    for n in numbers:
        reader = User.objects.create_user(f"reader{n}@example.com")
        a_review(reader, product=products[n % len(products)], status=0 if n < 22 else 1)
