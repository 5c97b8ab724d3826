"""Writes rows as products, with the office’s publication check; problems are added to the row."""

from typing import Any, Final

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from oscar.core.loading import get_model

from shop.catalogue.importing import cells
from shop.catalogue.importing.cells import BadCell, short
from shop.catalogue.importing.columns import COLUMN_OF_FIELD, FIELDS, LINKS, SIZE_FIELDS, STOCK
from shop.catalogue.importing.exporting import cells_of
from shop.catalogue.importing.links import find_links
from shop.catalogue.importing.reader import Row
from shop.catalogue.importing.skus import product_of
from shop.catalogue.models import Product
from shop.partner.models import StockRecord

NO_CATEGORY: Final = (
    "A new product needs at least one category. Name it in the row, or choose one below the columns."
)


def write_row(row: Row, *, is_parent: bool) -> str:
    """Add or change one product; return “added”, “changed” or “unchanged”. Problems stay on the row."""
    if row.problems:
        return "unchanged"
    product = product_of(row.sku) or Product(upc=row.sku, is_public=False)
    if row.comes_back:
        product.archived_at = None
    before = None if product.pk is None or row.comes_back else cells_of(product)
    if product.pk is None and _is_unknown(row):
        row.complain("sku", f"No product has the SKU “{short(row.sku)}”.")
        return "unchanged"
    _place(product, row, is_parent=is_parent)
    many = _fill(product, row)
    stock = _read(row, STOCK)  # even after a problem, so that all are reported together
    if row.problems:
        return "unchanged"
    try:
        with transaction.atomic():
            _save(product, row, many, stock)
    except ValidationError as error:
        _complain(row, error)
        return "unchanged"
    _note_changes(row, product, before or {})
    if before is None:
        return "added"
    return "changed" if row.changes else "unchanged"


def _note_changes(row: Row, product: Product, before: dict[str, str]) -> None:
    """Read the product anew: what the database keeps may differ from what was set."""
    saved = Product.objects.get(pk=product.pk)
    row.name = saved.full_name
    after = cells_of(saved)
    if "stock" not in row.cells:
        before, after = _without_stock(before), _without_stock(after)
    pairs = {column: (before.get(column, ""), after.get(column, "")) for column in {**before, **after}}
    row.changes = {column: pair for column, pair in pairs.items() if pair[0] != pair[1]}


def _without_stock(cells: dict[str, str]) -> dict[str, str]:
    """The file says nothing of the stock: the nought of a new product would read as a count."""
    return {column: cell for column, cell in cells.items() if column != "stock"}


def _is_unknown(row: Row) -> bool:
    """Whether the row only changes an existing product: without a title it can’t be a new one."""
    return "title" not in row.cells and not row.parent_sku


def _place(product: Product, row: Row, *, is_parent: bool) -> None:
    """Decide between product, parent and size; without the column an existing product stays what it is."""
    if product.pk and not is_parent and "parent_sku" not in row.cells:
        return
    structure = Product.PARENT if is_parent else Product.CHILD if row.parent_sku else Product.STANDALONE
    parent = product_of(row.parent_sku)
    if product.pk and product.is_parent and structure == Product.STANDALONE:
        structure = Product.PARENT  # its sizes aren't in this file
    if product.pk and product.structure != structure and not (is_parent and product.is_standalone):
        row.complain("parent_sku", f"“{short(row.sku)}” exists as a {product.structure} product.")
    elif row.parent_sku and parent is None:
        row.complain(
            "parent_sku", f"There is no product “{short(row.parent_sku)}”, or its own row has problems."
        )
    elif parent and not parent.is_parent:
        row.complain("parent_sku", f"“{short(row.parent_sku)}” is sold itself, so it can’t have sizes.")
    product.structure = structure
    product.parent = parent


def _fill(product: Product, row: Row) -> dict[str, list[Any]]:
    """Set the columns of the file; return the lists that can be saved only after the product."""
    readers = {column: reader for column, (_, reader) in FIELDS.items()}
    allowed = SIZE_FIELDS if product.is_child else set(FIELDS)
    for column in [*FIELDS, *LINKS]:
        if row.cells.get(column) and column not in allowed and product.is_child:
            row.complain(column, "This belongs to the parent. Leave it empty for a size.")
    values = _read(row, {column: reader for column, reader in readers.items() if column in allowed})
    for column, value in values.items():
        _set(product, column, value)
    if product.is_child:
        return {}
    single, many = find_links(row)
    for field, value in single.items():
        setattr(product, field, value)
    if product.pk is None:
        named = {problem.column for problem in row.problems}
        if not product.product_class_id and "kind" not in named:
            row.complain("kind", "A new product needs a kind, such as “Oils”.")
        if not many.get("categories") and "categories" not in named:
            row.complain("categories", NO_CATEGORY)
    return many


def _set(product: Product, column: str, value: object) -> None:
    """Set one field. A description in the same words keeps its headings and lists."""
    field = FIELDS[column][0]
    if column != "description":
        setattr(product, field, _with_zeros(value, getattr(product, field)))
    elif cells.lines_of(product.description) != value:
        product.description = _paragraphs(str(value))


def _with_zeros(value: object, stored: object) -> object:
    """The stored “0000101” for “101”: a spreadsheet takes noughts away when it opens a CSV file."""
    texts = (value, stored)
    if all(isinstance(text, str) and text.isdecimal() for text in texts) and int(str(value)) == int(
        str(stored)
    ):
        return stored
    return value


def _read(row: Row, readers: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column, reader in readers.items():
        if column in row.cells:
            try:
                values[column] = reader(row.cells[column])
            except BadCell as problem:
                row.complain(column, str(problem))
    return values


def _save(product: Product, row: Row, many: dict[str, list[Any]], stock: dict[str, Any]) -> None:
    if not product.slug:
        product.slug = _free_slug(product, row)
    product.full_clean()
    product.save()
    for field, items in many.items():
        getattr(product, field).set(items)
    given = {column: value for column, value in stock.items() if value is not None}
    if product.is_parent:
        if given:
            raise ValidationError(dict.fromkeys(given, "Prices and stock belong to the sizes."))
        return
    _save_stock(product, given)


def _save_stock(product: Product, given: dict[str, Any]) -> None:
    """An empty cell changes nothing; a new product needs a price."""
    partner_model = get_model("partner", "Partner")
    record = StockRecord.objects.filter(product=product).first()
    if record is None:
        if "price" not in given:
            raise ValidationError({"price": "A new product needs a price."})
        partner = partner_model.objects.order_by("pk").first()
        partner = partner or partner_model.objects.create(name=settings.SHOP_NAME)
        record = StockRecord(product=product, partner=partner, partner_sku=product.upc, num_in_stock=0)
    record.price = given.get("price", record.price)
    record.num_in_stock = given.get("stock", record.num_in_stock)
    record.full_clean()
    record.save()


def _free_slug(product: Product, row: Row) -> str:
    base = slugify(product.title or row.sku)[:200] or slugify(row.sku) or "product"
    taken = Product.objects.filter(slug=base).exists()
    return f"{base}-{slugify(row.sku)[:50]}" if taken or product.is_child else base


def _paragraphs(text: str) -> str:
    """Plain text as HTML paragraphs: a file can’t add mark-up to a page."""
    return "\n".join(f"<p>{escape(line.strip())}</p>" for line in text.split("\n") if line.strip())


def _complain(row: Row, error: ValidationError) -> None:
    for field, texts in error.message_dict.items():
        column = "" if field == NON_FIELD_ERRORS else COLUMN_OF_FIELD.get(field, field)
        row.complain(column, " ".join(texts))
