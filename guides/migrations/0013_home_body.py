"""The home page’s products and story become blocks of its body; the drafts’ too."""

import json
from typing import Any
from uuid import uuid4

import django.core.validators
import guides.blocks.home_products
import guides.newsletter.choices
import wagtail.fields
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

OLD_PARTS = ("featured", "featured_heading", "story_heading", "story_text", "story_image")
Raw = list[dict[str, Any]]


def to_blocks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the featured products and the story of the page, and of its drafts, as blocks."""
    ids = dict(apps.get_model("catalogue", "Product").objects.values_list("slug", "pk"))
    for page in apps.get_model("guides", "HomePage").objects.all():
        parts = {name: getattr(page, name) for name in OLD_PARTS[:4]} | {"story_image": page.story_image_id}
        page.body = json.dumps(_blocks(parts, ids))
        page.save(update_fields=["body"])
        for revision in _revisions(apps, page):
            if "body" not in revision.content:
                revision.content["body"] = json.dumps(_blocks(revision.content, ids))
                revision.save(update_fields=["content"])


def from_blocks(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the first row of products and the first story back into the fields."""
    slugs = dict(apps.get_model("catalogue", "Product").objects.values_list("pk", "slug"))
    for page in apps.get_model("guides", "HomePage").objects.all():
        for name, value in _parts(list(page.body.raw_data), slugs).items():
            setattr(page, "story_image_id" if name == "story_image" else name, value)
        page.save(update_fields=list(OLD_PARTS))


def _revisions(apps: Apps, page: Any) -> Any:
    content_type = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="guides", model="homepage")
    revisions = apps.get_model("wagtailcore", "Revision").objects
    return revisions.filter(content_type__in=content_type, object_id=str(page.pk))


def _blocks(parts: dict[str, Any], ids: dict[str, int]) -> Raw:
    slugs = (parts.get("featured") or "").split()
    chosen = [{"type": "item", "value": ids[slug], "id": str(uuid4())} for slug in slugs if slug in ids]
    products = {
        "heading": parts.get("featured_heading") or "Best sellers",
        "rule": "chosen" if chosen else "best_sellers",
        "category": "",
        "products": chosen,
        "number": min(max(len(chosen) or 4, 2), 8),
    }
    found = [("products", products), ("guides", {"heading": "Guides for slow hands", "rule": "first"})]
    if parts.get("story_heading"):
        story = {
            "heading": parts["story_heading"],
            "text": parts.get("story_text") or "",
            "picture": parts.get("story_image"),
            "link_text": "Our story",
            "link": "/about/",
        }
        found.append(("story", story))
    return [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in found]


def _parts(body: Raw, slugs: dict[int, str]) -> dict[str, Any]:
    first = {block["type"]: block["value"] for block in reversed(body)}
    products, story = first.get("products", {}), first.get("story", {})
    chosen = [row["value"] for row in products.get("products", [])]
    return {
        "featured": "\n".join(slugs[pk] for pk in chosen if pk in slugs),
        "featured_heading": products.get("heading", "Where to begin"),
        "story_heading": story.get("heading", ""),
        "story_text": story.get("text", ""),
        "story_image": story.get("picture"),
    }


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0012_plain_words"),
        ("catalogue", "0040_plain_words"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.AddField(
            model_name='homepage',
            name='body',
            field=wagtail.fields.StreamField([('promises', 6), ('products', 13), ('routine', 22), ('proof', 27), ('guides', 30), ('story', 33), ('free_guide', 35)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('fragrance-free', 'No scent'), ('leaf', 'Leaf'), ('shield', 'Shield'), ('truck', 'Van')]}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 40}), 2: ('wagtail.blocks.CharBlock', (), {'max_length': 80, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'An address of this site, such as /returns/.', 'max_length': 80, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('icon', 0), ('title', 1), ('text', 2), ('link', 3)]], {}), 5: ('wagtail.blocks.ListBlock', (4,), {'max_num': 3}), 6: ('wagtail.blocks.StructBlock', [[('promises', 5)]], {}), 7: ('wagtail.blocks.CharBlock', (), {'max_length': 80}), 8: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('best_sellers', 'Best sellers'), ('new', 'New products'), ('best_reviewed', 'Best reviewed'), ('category', 'A category'), ('chosen', 'Chosen by hand')], 'label': 'Which products'}), 9: ('wagtail.blocks.ChoiceBlock', [], {'choices': guides.blocks.home_products.categories, 'help_text': 'For “A category”.', 'required': False}), 10: ('guides.blocks.choosers.ProductChooser', (), {'required': False}), 11: ('wagtail.blocks.ListBlock', (10,), {'default': [], 'help_text': 'For “Chosen by hand”. Best sellers fill the gaps.'}), 12: ('wagtail.blocks.IntegerBlock', (), {'default': 4, 'max_value': 8, 'min_value': 2}), 13: ('wagtail.blocks.StructBlock', [[('heading', 7), ('rule', 8), ('category', 9), ('products', 11), ('number', 12)]], {}), 14: ('wagtail.blocks.CharBlock', (), {'max_length': 240, 'required': False}), 15: ('guides.blocks.choosers.PictureChooser', (), {'required': False}), 16: ('wagtail.blocks.CharBlock', (), {'max_length': 60}), 17: ('wagtail.blocks.CharBlock', (), {'max_length': 200}), 18: ('wagtail.blocks.CharBlock', (), {'max_length': 60, 'required': False}), 19: ('wagtail.blocks.CharBlock', (), {'help_text': 'An address of this site, such as /guides/.', 'max_length': 120, 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('title', 16), ('text', 17), ('link_text', 18), ('link', 19)]], {}), 21: ('wagtail.blocks.ListBlock', (20,), {'max_num': 4, 'min_num': 2}), 22: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 14), ('picture', 15), ('steps', 21)]], {}), 23: ('wagtail.blocks.TextBlock', (), {'rows': 3}), 24: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 80}), 25: ('wagtail.blocks.CharBlock', (), {'default': 'Our story', 'max_length': 60, 'required': False}), 26: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'An address of this site begins with a slash, such as /about/.'}, 'help_text': 'An address of this site, such as /about/.', 'label': 'Link', 'regex': '^/(?!/)', 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('heading', 2), ('quote', 23), ('who', 24), ('role', 2), ('picture', 15), ('link_text', 25), ('link', 26)]], {}), 28: ('wagtail.blocks.CharBlock', (), {'default': 'Guides for slow hands', 'max_length': 80}), 29: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('first', 'The first part of each series'), ('newest', 'The newest guides')]}), 30: ('wagtail.blocks.StructBlock', [[('heading', 28), ('rule', 29)]], {}), 31: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link']}), 32: ('wagtail.blocks.CharBlock', (), {'help_text': 'An address of this site, such as /about/.', 'max_length': 120, 'required': False}), 33: ('wagtail.blocks.StructBlock', [[('heading', 7), ('text', 31), ('picture', 15), ('link_text', 18), ('link', 32)]], {}), 34: ('wagtail.blocks.ChoiceBlock', [], {'choices': guides.newsletter.choices.free_guides, 'error_messages': {'invalid_choice': 'This guide isn’t published any more. Please choose another.'}, 'help_text': 'Leave empty for the one that is offered everywhere.', 'label': 'Free guide', 'required': False}), 35: ('wagtail.blocks.StructBlock', [[('guide', 34)]], {})}),
        ),
        migrations.AddField(
            model_name='homepage',
            name='hero_button',
            field=models.CharField(default='Shop the oils', max_length=40),
        ),
        migrations.AddField(
            model_name='homepage',
            name='hero_link',
            field=models.CharField(default='/shop/', help_text='Where the button leads, such as /shop/.', max_length=200, validators=[django.core.validators.RegexValidator('^/(?!/)', 'An address of this site begins with a slash, such as /shop/.')]),
        ),
        migrations.RunPython(to_blocks, from_blocks),
    ]
