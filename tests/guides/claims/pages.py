"""Pages and form data for the tests of the gate."""

from typing import Any

from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from guides.claims.engine.checker import Finding
from guides.claims.review.scan import findings_of
from guides.models import HomePage, InfoPage

CLAIM = "Our oil cures eczema."


def a_home() -> HomePage:
    """The root of a site of its own, live and without claims."""
    home = HomePage(title="Home", slug="claims-home", hero_headline="Less", hero_text="More")
    Page.get_first_root_node().add_child(instance=home)
    return home


def an_info_page(text: str = "", *, live: bool = False, owner: Any = None, body: Any = ()) -> InfoPage:
    """A draft, unless `live` is set."""
    page = InfoPage(title="Page", slug="a-page", intro=text, live=live, owner=owner)
    page.body = InfoPage.body.field.stream_block.to_python(list(body))
    (HomePage.objects.first() or a_home()).add_child(instance=page)
    page.save_revision(user=owner)
    return page


def text_block(html: str, key: str = "b1") -> dict[str, str]:
    """A text block as it is stored."""
    return {"type": "text", "value": html, "id": key}


def posted(page: InfoPage, *, intro: str = "", html: str = "", **more: str) -> dict[str, Any]:
    """What Wagtail's editor sends."""
    body = streamfield([("text", rich_text(html))]) if html else streamfield([])
    return (
        nested_form_data(
            {
                "title": page.title,
                "slug": page.slug,
                "seo_title": "",
                "search_description": "",
                "intro": intro,
                "body": body,
                "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
            }
        )
        | more
    )


def finding(page: Any, code: str) -> Finding:
    """The first finding of a rule."""
    return next(one for one in findings_of(page) if one.rule.code == code)
