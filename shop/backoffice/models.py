"""The rights of the office, what packers told it about the carrier's files, and customers with notes."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from shop.backoffice.catalogue_upload import CatalogueUpload, UploadedPicture
from shop.backoffice.customer_rows import CustomerRows
from shop.fields.email import EmailColumn

__all__ = [
    "CatalogueUpload",
    "Customer",
    "CustomerNote",
    "ProductWeight",
    "Right",
    "TrackingColumns",
    "UploadedPicture",
]


class Right(models.Model):  # noqa: DJ008 -- there is no table: Django stores them as permissions
    """A permission `office.<codename>` for each job; `shop.backoffice.roles` says which role has which."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions: ClassVar = [
            ("look_up_orders", "Look up orders"),
            ("change_orders", "Correct orders and lift holds"),
            ("note_orders", "Write notes on orders, note deliveries and send emails again"),
            ("pack", "Pack and send"),
            ("give_back", "Give money back and cancel orders"),
            ("check_payments", "See payments to check"),
            ("decide_payments", "Decide payments to check, and give back any amount"),
            ("handle_returns", "Handle returns and cancellations"),
            ("see_returns", "See returns and cancellations"),
            ("receive_returns", "Note what has come back"),
            ("look_after_stock", "See batches, recalls and stock"),
            ("correct_batches", "Block and correct batches, make sets"),
            ("decide_batches", "Recall batches, and sell them up to their date"),
            ("look_after_products", "Look after products, prices and offers"),
            ("see_products", "See products, drafts too"),
            ("see_prices", "See the table of prices and stock"),
            ("moderate_reviews", "Publish, refuse and answer reviews"),
            ("look_up_customers", "Look up customers"),
            ("look_after_customers", "Stop accounts, and hand out and erase what is stored about people"),
            ("read_figures", "Read figures"),
            ("close_vat_periods", "Close VAT periods"),
            ("set_account_codes", "Change the codes of the accountant’s file"),
            ("read_documents", "Read invoices and credit notes"),
            ("read_guide_sales", "See what guides sell"),
            ("see_settings", "See the shop’s settings"),
            ("change_settings", "Change the shop’s settings"),
            ("announce", "Write the announcement above every page"),
            ("write_content", "Work on pages, guides, pictures and newsletters"),
            ("enter_reactions", "Enter reports of skin reactions"),
            ("read_reactions", "Read and assess reports of skin reactions"),
            ("give_roles", "Look after people and their roles"),
            ("read_activity", "Read the whole activity log"),
        ]


class ProductWeight(models.Model):
    """What one piece of a size weighs with its own packaging, and its code for customs."""

    product = models.OneToOneField("catalogue.Product", models.CASCADE, related_name="packed_weight")
    grams = models.PositiveIntegerField()
    customs_code = models.CharField(
        max_length=10,
        blank=True,
        default="",
        db_default="",
        help_text="Of the UK’s tariff: 6, 8 or 10 digits.",
    )

    def __str__(self) -> str:
        return f"{self.product}: {self.grams} g"


class TrackingColumns(models.Model):
    """Which columns of the carrier's file hold order and tracking number; there is one row."""

    order_column = models.CharField(max_length=200)
    tracking_column = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.order_column}, {self.tracking_column}"


class AccountCodes(models.Model):
    """What accounts and VAT rates are called in the bookkeeping; there is one row, once somebody saved it."""

    contact = models.CharField(
        "Customer", max_length=100, default="Shop sales", help_text="All sales stand under this one name."
    )
    sales = models.CharField("Account of sales", max_length=20, default="200")
    delivery = models.CharField("Account of delivery", max_length=20, default="200")
    refunds = models.CharField("Account of refunds", max_length=20, default="200")
    contributions = models.CharField(
        "Account of contributions", max_length=20, default="260", db_default="260"
    )
    vat = models.CharField("Account of VAT", max_length=20, default="820")
    clearing = models.CharField("Account of card payments", max_length=20, default="610")
    standard = models.CharField("Standard rate", max_length=60, default="20% (VAT on Income)")
    reduced = models.CharField("Reduced rate", max_length=60, default="5% (VAT on Income)")
    zero = models.CharField("Zero rate", max_length=60, default="Zero Rated Income")
    none = models.CharField("Without VAT registration", max_length=60, default="No VAT")

    class Meta:
        verbose_name = "accountant’s codes"
        default_permissions = ()

    def __str__(self) -> str:
        return "Accountant’s codes"


class Customer(models.Model):
    """Whoever has an account or ordered as a guest, by email address; there is no table (`customer_rows`).

    `orders` counts every order, `pence` is what was paid less what went back.
    """

    email = EmailColumn(primary_key=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+")
    last_order = models.ForeignKey("order.Order", models.DO_NOTHING, null=True, related_name="+")
    newest = models.IntegerField(help_text="The key of the last order; 0 without one.")
    orders = models.IntegerField()
    pence = models.IntegerField()

    objects = CustomerRows.as_manager()

    class Meta:
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return self.email

    @property
    def number(self) -> str:
        """What stands for the customer in addresses: the account's key, or a guest's last order; no email."""
        return str(self.account_id or (self.last_order.number if self.last_order else ""))


class CustomerNote(models.Model):
    """A note for colleagues about a customer, found by the keyed hash of their address."""

    CHANGEABLE_FOR = timedelta(hours=1)

    email_hash = models.CharField(max_length=64, db_index=True)
    message = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Note {self.pk}"

    def may_be_changed_by(self, user: models.Model) -> bool:
        """Within the hour by whoever wrote it; after that notes are only added to."""
        return self.by_id == user.pk and timezone.now() < self.created_at + self.CHANGEABLE_FOR
