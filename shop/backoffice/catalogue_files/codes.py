"""Files of discount codes: each row is an offer with its code, as “Offers and codes” would make it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from django.db import IntegrityError, transaction

from shop.backoffice.catalogue_files.code_rows import CodeRow, form_of, says_the_same
from shop.backoffice.catalogue_files.outcome import added_in, changes_in
from shop.backoffice.catalogue_upload import CatalogueUpload
from shop.backoffice.offers.services import CannotChange, delete_offer, make_offer, stop
from shop.backoffice.offers.terms import Terms
from shop.catalogue.importing.reader import Row, written_cells
from shop.catalogue.importing.services import ChangedSincePreview, Report, changes_of, problems_of
from shop.catalogue.importing.undoing import CannotUndo
from shop.fields.typed_key import typed_key
from shop.offer.models import ConditionalOffer
from shop.spreadsheets.reader import Table
from shop.voucher.models import Voucher

COLUMNS: Final = ["code", "percent", "amount", "from", "until", "uses", "once_each", "minimum", "name"]
# What other programs call our columns.
KNOWN_AS: Final = {
    **dict.fromkeys(["discount_code", "coupon", "coupon_code", "voucher", "voucher_code"], "code"),
    **dict.fromkeys(["per_cent", "%", "discount_percent", "percentage"], "percent"),
    **dict.fromkeys(["pounds", "discount_amount", "amount_off"], "amount"),
    **dict.fromkeys(["start", "starts", "start_date", "valid_from", "begins"], "from"),
    **dict.fromkeys(["end", "ends", "end_date", "expires", "expiry_date", "valid_until", "to"], "until"),
    **dict.fromkeys(["limit", "usage_limit", "max_uses", "number_of_uses"], "uses"),
    **dict.fromkeys(["once_per_customer", "one_per_customer"], "once_each"),
    **dict.fromkeys(["minimum_spend", "min_spend", "minimum_amount"], "minimum"),
}
EXISTS: Final = "This code exists with other terms. Change it under Offers and codes."


def rows_of(table: Table) -> list[Row]:
    """The rows with the problems that are visible without the database."""
    rows: list[Row] = [CodeRow(line.number, written_cells(line.cells)) for line in table.lines]
    first: dict[str, int] = {}
    for row in rows:
        key = typed_key(row.sku)
        if key and first.setdefault(key, row.number) != row.number:
            row.complain("code", f"The code in row {first[key]} reads the same.")
    return rows


def check(upload: CatalogueUpload, rows: Sequence[Row], on_row: Callable[[int], object]) -> Report:
    """What importing would do, by the same form as the office’s; nothing is written."""
    for done, row in enumerate(rows, start=1):
        _terms(row)
        on_row(done)
    return Report(Counter(row.outcome for row in rows), problems_of(rows))


@contextmanager
def ready(upload: CatalogueUpload) -> Iterator[Callable[[Sequence[Row]], Report]]:
    """What writes the rows; nothing has to be made before."""
    yield lambda rows: _write(upload, rows)


@transaction.atomic
def _write(upload: CatalogueUpload, rows: Sequence[Row]) -> Report:
    """Make the offers, or none. Raises ChangedSincePreview."""
    every = [terms for row in rows if (terms := _terms(row))]
    report = Report(Counter(row.outcome for row in rows), problems_of(rows))
    if report.problems:
        return report
    if changes_of(rows) != changes_in(upload.outcome):
        raise ChangedSincePreview
    try:
        for terms in every:
            make_offer(terms)
    except IntegrityError as rival:
        raise ChangedSincePreview from rival
    return report


@transaction.atomic
def undo(upload: CatalogueUpload) -> None:
    """Delete the codes with their offers. Raises CannotUndo for one that was used or changed since."""
    cells = {row["sku"]: row["changes"] for row in upload.outcome["rows"]}
    problems = [text for code in added_in(upload.outcome) if (text := _taken_back(code, cells[code]))]
    if problems:
        raise CannotUndo(problems)


def _taken_back(code: str, changes: dict[str, list[str]]) -> str:
    """Why it can’t be; empty if it is, or was deleted meanwhile."""
    voucher = Voucher.objects.filter(key=typed_key(code)).first()
    if voucher is None:
        return ""
    row = CodeRow(0, {column: pair[1] for column, pair in changes.items()})
    if not says_the_same(row, voucher):
        return f"{code}: It was changed since the import."
    offer = ConditionalOffer.objects.get(vouchers=voucher)
    try:
        stop(offer=offer)
        delete_offer(offer=offer)
    except CannotChange as problem:
        return f"{code}: {problem}"
    return ""


def _terms(row: Row) -> Terms | None:
    """What the row would make; None where it has a problem or its code is there already."""
    if row.problems:
        return None
    voucher = Voucher.objects.filter(key=typed_key(row.sku)).first() if row.sku else None
    if voucher:
        if not says_the_same(row, voucher):
            row.complain("code", EXISTS)
        return None
    form = form_of(row)
    if form is None:
        return None
    terms = form.terms()
    row.outcome, row.name = "added", row.sku
    row.changes = {column: ("", cell) for column, cell in row.cells.items() if cell}
    return terms
