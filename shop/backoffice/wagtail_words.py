"""The office’s words on Wagtail’s screens: what the menu calls Pictures and Files has those headings, too."""

from wagtail.documents.views.documents import IndexView as Files
from wagtail.images.views.images import IndexView as Pictures


def say_our_words() -> None:
    """Called by the app when it is ready. Class attributes: Wagtail has no setting for them."""
    Pictures.page_title = "Pictures"
    Pictures.add_item_label = "Add a picture"
    Files.page_title = "Files"
    Files.add_item_label = "Add a file"
