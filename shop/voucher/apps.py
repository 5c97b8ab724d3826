from oscar.apps.voucher import apps


class VoucherConfig(apps.VoucherConfig):
    """Oscar's vouchers, found by their letters and digits."""

    name = "shop.voucher"

    def ready(self) -> None:
        """Oscar's own receivers; its config asks for them beside itself, and ours stands elsewhere."""
        from oscar.apps.voucher import receivers  # noqa: F401
