"""A product with the forms of its page."""

from django.http import QueryDict

from shop.backoffice.products.sheet import SheetForm
from shop.backoffice.products.sizes import PieceForm, Size, sizes_of
from shop.catalogue.models import Product


class Editor:
    """The sheet, and a row for each size, or weight and price of a product that has none."""

    def __init__(self, product: Product, data: QueryDict | None = None, *, may_save: bool = True) -> None:
        self.product = product
        self.sheet = SheetForm(data, instance=product)
        self.piece: PieceForm | None = None
        self.sizes: list[Size] = []
        if product.is_parent:
            self.sizes = sizes_of(product, data, with_new=may_save)
        else:
            self.piece = PieceForm(product, data, "piece")

    def is_valid(self) -> bool:
        """Every form, so that all problems are said at once."""
        found = [self.sheet.is_valid(), *(size.is_valid() for size in self.sizes), self._skus_differ()]
        if self.piece is not None:
            found.append(self.piece.is_valid())
            if all(found) and (problem := self.piece.check_sku(self.sheet.cleaned_data.get("upc") or "")):
                self.sheet.add_error("upc", problem)
                return False
        return all(found)

    def _skus_differ(self) -> bool:
        """Two new rows may name the same one, which the table doesn't know yet."""
        seen: set[str] = set()
        for size in self.sizes:
            sku = "" if size.is_left_out else str(size.form.cleaned_data.get("upc") or "").upper()
            if sku and sku in seen:
                size.form.add_error("upc", "Two sizes have this SKU.")
                return False
            seen.add(sku)
        return True

    def write(self) -> bool:
        """Save what was changed; whether there was anything."""
        changed = [self.sheet.write(), *(size.write() for size in self.sizes)]
        if self.piece is not None:
            changed.append(self.piece.write(self.product))
        return any(changed)


def found(pk: int, *, to_change: bool = False) -> Product | None:
    """The product; behind a lock where it will be saved."""
    rows = Product.objects.exclude(structure=Product.CHILD)
    if to_change:
        rows = rows.select_for_update(of=("self",))
    product: Product | None = rows.select_related("product_class").filter(pk=pk).first()
    return product
