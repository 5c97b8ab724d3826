from oscar.apps.voucher import apps


class VoucherConfig(apps.VoucherConfig):
    """Oscar’s vouchers; codes are compared by their letters and digits only."""

    name = "shop.voucher"

    def ready(self) -> None:
        """Import Oscar’s receivers, which its config looks for in our package."""
        from oscar.apps.voucher import receivers  # noqa: F401
