"""The file that a live guide hands over to people who sign up below it."""

from guides.models import GuidePage
from guides.newsletter.lead_magnet.printables import Printable


def find_printable(page_id: int) -> Printable | None:
    """None for a guide that isn't live or names no file."""
    pages = GuidePage.objects.live().filter(pk=page_id).exclude(printable=None)
    page = pages.select_related("printable").first()
    if page is None or page.printable is None:
        return None
    return Printable(page.printable_slug, f"{page.title}, to print", page.printable)
