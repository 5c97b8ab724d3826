"""What publishing, unpublishing or deleting means for followers, on Wagtail's confirmation pages."""

from django import template
from wagtail.models import Page

from guides.newsletter.cms import announcements

register = template.Library()
SENTENCES = {
    "publish": announcements.before_publishing,
    "unpublish": announcements.before_unpublishing,
    "delete": announcements.before_deleting,
}


@register.inclusion_tag("newsletter/cms/followers.html")
def followers(pages: Page | list[dict[str, Page]], action: str) -> dict[str, str]:
    """`pages` is one page, or the items of a bulk action."""
    listed = [one["item"] for one in pages] if isinstance(pages, list) else [pages]
    return {"says": SENTENCES[action](listed)}
