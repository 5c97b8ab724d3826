"""The tables of documents. Rows are added and never edited or deleted.

Six years after the tax year the buyer's name and address leave a row; its number and amounts stay.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models.functions import Coalesce

from shop.documents.rules import Amounts, DocumentLine, lines_of
from shop.documents.wording import CREDIT_NOTE, INVOICE
from shop.integrity.append_only import AppendOnly, OnlyAddedRows, retention
from shop.london import london


class DocumentSeries(models.Model):
    """A series of numbers without gaps; its row is locked while a number is taken."""

    code = models.CharField(max_length=10, unique=True, help_text="Begins each number, such as INV.")
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "document series"

    def __str__(self) -> str:
        return f"{self.code}, up to {self.last_number}"


class DocumentRows(OnlyAddedRows):
    """Documents, whose personal data go once tax law doesn't want them any more."""

    def with_vat_day(self) -> "DocumentRows":
        """With `vat_day`, the day whose VAT return each is in."""
        return self.annotate(vat_day=Coalesce("counts_on", "tax_point"))

    def forget_people(self) -> None:
        """Remove names, addresses and files."""
        with transaction.atomic(), retention():
            for row in self.iterator():
                bare = {name: value for name, value in row.snapshot.items() if name not in Document.PERSONAL}
                models.QuerySet.update(self.filter(pk=row.pk), buyer_name="", snapshot=bare)
            models.QuerySet.delete(DocumentFile.objects.filter(document__in=self))

    forget_people.alters_data = True  # type: ignore[attr-defined]


class Document(AppendOnly):
    """An invoice or credit note as it was issued; amounts in pence, negative where money went back.

    `snapshot` holds all that stands in it: title, trader, buyer, lines. A refund that falls through takes its
    credit note back by another document: `turn` is 0 for the first of a refund, 1 for what takes it back.
    """

    class Kind(models.TextChoices):
        INVOICE = INVOICE, "Invoice"
        CREDIT_NOTE = CREDIT_NOTE, "Credit note"

    PERSONAL: ClassVar = ("buyer", "deliver_to")

    kind = models.CharField(max_length=12, choices=Kind)
    series = models.ForeignKey(DocumentSeries, models.PROTECT, related_name="documents")
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=24, unique=True)
    order = models.ForeignKey("order.Order", models.PROTECT, related_name="documents")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    refund = models.ForeignKey("payment.Refund", models.PROTECT, null=True, related_name="documents")
    settlement = models.ForeignKey("payment.Settlement", models.PROTECT, null=True, related_name="documents")
    turn = models.PositiveSmallIntegerField(default=0)
    tax_point = models.DateField(help_text="When the money came or went back: decides the VAT period.")
    counts_on = models.DateField(
        null=True, help_text="The first open day, where the VAT period of its tax point was closed already."
    )
    issued_on = models.DateField()
    is_simulated = models.BooleanField(default=False)
    buyer_name = models.CharField(max_length=255, blank=True)
    net_minor = models.IntegerField(help_text="Pence.")
    vat_minor = models.IntegerField(help_text="Pence.")
    gross_minor = models.IntegerField(help_text="Pence.")
    snapshot = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = DocumentRows.as_manager()

    class Meta:
        ordering: ClassVar = ["-tax_point", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "sequence"], name="documents_number_once"),
            models.UniqueConstraint(
                fields=["order"], condition=models.Q(kind=INVOICE), name="documents_one_invoice_an_order"
            ),
            models.UniqueConstraint(
                fields=["refund", "turn"],
                condition=models.Q(refund__isnull=False),
                name="documents_refund_once",
            ),
            models.UniqueConstraint(
                fields=["settlement"],
                condition=models.Q(settlement__isnull=False),
                name="documents_settlement_once",
            ),
            models.CheckConstraint(
                condition=models.Q(gross_minor=models.F("net_minor") + models.F("vat_minor")),
                name="documents_amounts_add_up",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["tax_point"], name="documents_tax_point")]

    def __str__(self) -> str:
        return self.number

    @property
    def title(self) -> str:
        """What it is called, such as “VAT invoice”."""
        return str(self.snapshot["title"])

    @property
    def lines(self) -> list[DocumentLine]:
        return lines_of(self.snapshot["lines"])

    @property
    def amounts(self) -> Amounts:
        return Amounts(self.net_minor, self.vat_minor, self.gross_minor)


class OfKind(models.Manager[Any]):
    """The documents of one kind."""

    def __init__(self, kind: str = INVOICE) -> None:
        super().__init__()
        self.kind = kind

    def get_queryset(self) -> DocumentRows:
        return DocumentRows(self.model, using=self._db).filter(kind=self.kind)


class Invoice(Document):
    """The one invoice of an order."""

    objects: ClassVar[OfKind] = OfKind(INVOICE)  # type: ignore[assignment]

    class Meta:
        proxy = True


class CreditNote(Document):
    """A credit note of a refund, or the debit note that takes one back."""

    objects: ClassVar[OfKind] = OfKind(CREDIT_NOTE)  # type: ignore[assignment]

    class Meta:
        proxy = True


class DocumentFile(AppendOnly):
    """The PDF of a document, made once and given out ever since."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="file")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.document_id}: {self.sha256[:12]}"


class ClosedVatPeriod(AppendOnly):
    """A period whose VAT return has been sent; `figures` are its sums in pence by rate and kind of line.

    Both days belong to it. Each period begins on the day after the one before.
    """

    first = models.DateField(unique=True)
    last = models.DateField(unique=True)
    vat_minor = models.IntegerField(help_text="Box 1, in pence.")
    net_minor = models.IntegerField(help_text="Box 6, in pence.")
    documents = models.PositiveIntegerField()
    figures = models.JSONField()
    closed_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "closed VAT period"
        ordering: ClassVar = ["-last"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="documents_period_has_days"
            )
        ]

    def __str__(self) -> str:
        return f"{london(self.first, '%d/%m/%Y')} to {london(self.last, '%d/%m/%Y')}"
