"""Customers: accounts and guests, one row an email address, grouped by the database in each query.

There is no table. Accounts, orders and what went back are stacked on each other and grouped by address, so
that a list, its count, its filters and its files ask the database once, on SQLite and on PostgreSQL. A view
of the database would do the same, but stops migrations of the tables below it.
"""

from typing import Any, Final

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Expression, F, IntegerField, Model, QuerySet, Value, When
from django.db.models.functions import Cast, Coalesce, Round
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable

from shop.accounts.models import User
from shop.backoffice.staff_status import COLLEAGUES
from shop.order import statuses
from shop.order.kinds import SALES
from shop.order.models import Order
from shop.payment.models import Dispute, Refund, Settlement

GROUPED: Final = (
    "SELECT address AS email, NULLIF(MAX(account), 0) AS account_id, "
    "NULLIF(MAX(placed), 0) AS last_order_id, MAX(placed) AS newest, SUM(one) AS orders, "
    "SUM(pence) AS pence FROM ({facts}) facts GROUP BY address"
)
NOTHING: Final = Value(0, IntegerField())
# Where the address of an order stands, from a refund's attempt and from the order itself.
ADDRESS: Final = Coalesce("user__email", "guest_email")
PAID_ADDRESS: Final = Coalesce("attempt__order__user__email", "attempt__order__guest_email")


class CustomersTable(BaseTable):
    """The grouped rows in the place of a table."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """Called by Django for the FROM of a query."""
        facts, given = _facts().query.get_compiler(connection=connection).as_sql()
        alias = compiler.quote_name(str(self.table_alias))
        return f"({GROUPED.format(facts=facts)}) {alias}", tuple(given)


class CustomersQuery(Query):
    base_table_class = CustomersTable


class CustomerRows(QuerySet[Any]):
    """A queryset over the grouped rows; it reads only."""

    def __init__(self, model: type[Model], query: Query | None = None, **more: object) -> None:
        super().__init__(model, query or CustomersQuery(model), **more)  # type: ignore[arg-type]


def _facts() -> QuerySet[Any, Any]:
    """Rows of address, account, order, one for an order, pence: plus for what was paid, minus for what went
    back.
    """
    accounts = _fact(User.objects.exclude(COLLEAGUES), F("email"), account=F("pk"))
    account = Coalesce("user", NOTHING)
    orders = _fact(
        Order.objects.all(), ADDRESS, account=account, placed=F("pk"), one=_counted(), pence=_paid()
    )
    back = [
        Refund.objects.filter(state__in=Refund.ACCEPTED),
        Dispute.objects.exclude(status__in=Dispute.HARMLESS),
        Settlement.objects.filter(kind=Settlement.Kind.PAID_BACK),
    ]
    gone = [_fact(_of_sales(rows), PAID_ADDRESS, pence=-F("amount_minor")) for rows in back]
    return accounts.union(orders, *gone, all=True)


def _fact(rows: QuerySet[Any], address: F | Coalesce, **columns: F | Expression) -> QuerySet[Any, Any]:
    """The columns in one order, 0 where there is nothing; rows without an address are left out."""
    given = {name: columns.get(name, NOTHING) for name in ("account", "placed", "one", "pence")}
    known = rows.annotate(address=address)
    return known.exclude(address="").order_by().values("address", **given)


def _paid() -> Case:
    """Pence of an order that counts as a sale; in the demo simulated cards count."""
    pence = Cast(Round(F("total_incl_tax") * 100), IntegerField())
    return Case(When(**_sold(), then=pence), default=NOTHING, output_field=IntegerField())


def _counted() -> Case:
    """1 for an order; a replacement or a contribution is none."""
    return Case(When(kind__in=SALES, then=Value(1)), default=NOTHING, output_field=IntegerField())


def _of_sales(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(**{f"attempt__order__{name}": value for name, value in _sold().items()})


def _sold() -> dict[str, Any]:
    shown = {} if settings.PAYMENTS == "simulated" else {"simulated": False}
    return {"status__in": statuses.SOLD, "kind__in": SALES, **shown}
