"""The rights of the office, each named after a job, and what packers told it about the carrier's files."""

from typing import ClassVar

from django.db import models


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
            ("look_after_stock", "See batches, recalls and stock"),
            ("correct_batches", "Block and correct batches, make sets"),
            ("decide_batches", "Recall batches, and sell them up to their date"),
            ("look_after_products", "Look after products, prices and offers"),
            ("moderate_reviews", "Publish, refuse and answer reviews"),
            ("look_up_customers", "Look up customers"),
            ("read_figures", "Read figures"),
            ("read_documents", "Read invoices and credit notes"),
            ("read_guide_sales", "See what guides sell"),
            ("see_settings", "See the shop’s settings"),
            ("write_content", "Work on pages, guides, pictures and newsletters"),
            ("give_roles", "Look after people and their roles"),
            ("read_activity", "Read the whole activity log"),
        ]


class ProductWeight(models.Model):
    """What one piece of a size weighs with its own packaging, for the carrier's file."""

    product = models.OneToOneField("catalogue.Product", models.CASCADE, related_name="packed_weight")
    grams = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.product}: {self.grams} g"


class TrackingColumns(models.Model):
    """Which columns of the carrier's file hold order and tracking number; there is one row."""

    order_column = models.CharField(max_length=200)
    tracking_column = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"{self.order_column}, {self.tracking_column}"
