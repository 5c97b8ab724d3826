"""The sign-up form, for any page of the shop."""

from typing import Any

from django import template
from django.conf import settings
from wagtail.rich_text import expand_db_html

from guides.newsletter import statements
from guides.newsletter.absolute_links import absolute_links
from guides.newsletter.blocks import item_of
from guides.newsletter.consent.followers import title_of
from guides.newsletter.lead_magnet.services import offered
from guides.newsletter.plain_text import as_text

register = template.Library()


@register.inclusion_tag("components/newsletter_signup.html", takes_context=True)
def newsletter_signup(
    context: dict[str, Any], source: str = "page", guide: str = "", heading: str = "h2", form: Any = None
) -> dict[str, Any]:
    """The form with the words that are current; a form that was sent comes back with its faults."""
    offer = offered(_sent(form, "guide") or guide) or offered()
    news = statements.statement(statements.NEWS, place=statements.TICK if offer else statements.BUTTON)
    gift = statements.statement(statements.GUIDE)
    return _about_page(context, form) | {
        "source": _sent(form, "source") or source,
        "offer": offer,
        "heading": heading,
        "news": news,
        "hint": news.hint.format(shop=settings.SHOP_NAME),
        "gift": gift,
        "gift_hint": gift.hint.format(shop=settings.SHOP_NAME, what=offer.title) if offer else "",
    }


def _sent(form: Any, name: str) -> str:
    return str(form[name].value() or "") if form else ""


def _about_page(context: dict[str, Any], form: Any) -> dict[str, Any]:
    """What every such form says of itself."""
    return {
        "form": form,
        "page": _sent(form, "page") or getattr(context.get("request"), "path", ""),
        "version": statements.current(),
        # Of a form that was sent; the forms on other pages are kept for everybody.
        "too_many": context.get("too_many", "") if form else "",
        "shop_name": settings.SHOP_NAME,
    }


@register.inclusion_tag("components/soft_opt_in.html")
def soft_opt_in(refused: Any, form: Any) -> dict[str, Any]:
    """The checkout's box that refuses mail about similar products; never ticked for anybody."""
    words = statements.statement(statements.SOFT)
    ticked = form["refuses_mail"].value() if form.is_bound else refused
    return {"words": words, "hint": words.hint.format(shop=settings.SHOP_NAME), "ticked": ticked}


@register.inclusion_tag("components/newsletter_follow.html", takes_context=True)
def newsletter_follow(
    context: dict[str, Any], series: str = "", title: str = "", form: Any = None
) -> dict[str, Any]:
    """“Tell me when the next part is out”, for one series; sent in with a fault, it comes back."""
    slug = _sent(form, "series") or series
    words = statements.statement(statements.SERIES)
    hint = words.hint.format(shop=settings.SHOP_NAME, what=title or title_of(slug))
    return _about_page(context, form) | {"series": slug, "words": words, "hint": hint}


@register.simple_tag
def product_of(block: Any) -> Any:
    """The product of a block as the shop shows it now; None once it left the shop."""
    return item_of(block["slug"])


@register.filter
def about(page: Any) -> str:
    """What a page says of itself in a line."""
    return str(page.search_description or getattr(page.specific, "introduction", ""))


@register.filter
def plain(value: Any) -> str:
    """Rich text for a text mail."""
    return as_text(absolute_links(expand_db_html(value.source)))


@register.simple_tag
def full_url(url: str) -> str:
    """An address that works in a mail."""
    return url if "://" in url else settings.SHOP_URL + url
