"""The first pages of a new shop."""

from django.dispatch import receiver

from guides.demo.pages import load_pages
from shop.signals import set_up_shop


@receiver(set_up_shop, dispatch_uid="guides.first_pages")
def make_first_pages(**_: object) -> str:
    """Home and information pages to begin with, without pictures; editors make them their own."""
    made = load_pages(pictures=False)
    return f"Pages: {made} made" if made else "Pages: all there"
