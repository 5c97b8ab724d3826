"""The sign-up forms for any page of the shop, and filters for newsletters and free guides."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import Form
from wagtail.blocks import StructValue
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from guides.newsletter import statements
from guides.newsletter.absolute_links import absolute_links
from guides.newsletter.blocks import item_of
from guides.newsletter.consent.followers import title_of
from guides.newsletter.lead_magnet.services import offered
from guides.newsletter.plain_text import as_text
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.pictures.html import email_file
from shop.mail.compose import own_file
from shop.trader.header import shop_name

register = template.Library()
PICTURE_WIDTH = 1104  # twice that of the card, for sharp screens


@register.inclusion_tag("components/newsletter_signup.html", takes_context=True)
def newsletter_signup(
    context: dict[str, Any],
    source: str = "page",
    guide: str = "",
    heading: str = "h2",
    form: Form | None = None,
) -> dict[str, Any]:
    """The form with the current statements; a submitted form is shown again with its errors."""
    offer = offered(_sent(form, "guide") or guide) or offered()
    news = statements.statement(statements.NEWS, place=statements.TICK if offer else statements.BUTTON)
    gift = statements.statement(statements.GUIDE)
    return _about_page(context, form) | {
        "source": _sent(form, "source") or source,
        "offer": offer,
        "heading": heading,
        "news": news,
        "hint": news.hint.format(shop=shop_name()),
        "gift": gift,
        "gift_hint": gift.hint.format(shop=shop_name(), what=offer.title) if offer else "",
    }


def _sent(form: Form | None, name: str) -> str:
    return str(form[name].value() or "") if form else ""


def _about_page(context: dict[str, Any], form: Form | None) -> dict[str, Any]:
    """Fields that every sign-up form sends."""
    return {
        "form": form,
        "page": _sent(form, "page") or getattr(context.get("request"), "path", ""),
        "version": statements.current(),
        # Only for a submitted form: forms on other pages are cached for all visitors.
        "too_many": context.get("too_many", "") if form else "",
        "shop_name": shop_name(),
    }


@register.inclusion_tag("components/soft_opt_in.html")
def soft_opt_in(refused: bool | None, form: Form) -> dict[str, Any]:
    """The checkout's checkbox that refuses emails about similar products; never ticked by default."""
    words = statements.statement(statements.SOFT)
    ticked = form["refuses_mail"].value() if form.is_bound else refused
    return {"words": words, "hint": words.hint.format(shop=shop_name()), "ticked": ticked}


@register.inclusion_tag("components/newsletter_follow.html", takes_context=True)
def newsletter_follow(
    context: dict[str, Any], series: str = "", title: str = "", form: Form | None = None
) -> dict[str, Any]:
    """The form “Tell me when the next part is out” of a series; shown again with its errors."""
    slug = _sent(form, "series") or series
    words = statements.statement(statements.SERIES)
    hint = words.hint.format(shop=shop_name(), what=title or title_of(slug))
    return _about_page(context, form) | {"series": slug, "words": words, "hint": hint}


@register.simple_tag
def product_of(block: StructValue) -> ListingItem | None:
    """The product of a block in the catalogue; None if it isn't on sale any more."""
    return item_of(block["slug"])


@register.simple_tag
def product_picture(item: ListingItem) -> str:
    """The address of a product's picture, on our own host; empty without one."""
    return own_file(email_file(item.image, at_least=PICTURE_WIDTH))


@register.filter
def cover_of(page: Page) -> AbstractImage | None:
    """The picture of a guide or series."""
    found: AbstractImage | None = getattr(page.specific, "cover", None)
    return found


@register.filter
def target_of(block: StructValue) -> str:
    """The address to which a button leads."""
    page: Page | None = block["page"]
    return str(page.url or "") if page else str(block["address"])


@register.filter
def about(page: Page) -> str:
    """A page's description, or its introduction."""
    return str(page.search_description or getattr(page.specific, "introduction", ""))


@register.filter
def plain(value: RichText) -> str:
    """Rich text as plain text, for text emails."""
    return as_text(absolute_links(expand_db_html(value.source)))


@register.simple_tag
def full_url(url: str) -> str:
    """An absolute URL, for emails."""
    return url if "://" in url else settings.SHOP_URL + url
