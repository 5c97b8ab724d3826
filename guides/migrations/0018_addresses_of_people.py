"""People get the last part of their page's address from their names."""

from itertools import count

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils.text import slugify


def fill_slugs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give everyone without one a slug of their own."""
    people = apps.get_model("guides", "Person").objects
    taken = set(people.exclude(slug=None).values_list("slug", flat=True))
    for person in people.filter(slug=None).order_by("pk"):
        base = slugify(person.name)[:76] or "person"
        tried = (base if number == 1 else f"{base}-{number}" for number in count(1))
        person.slug = next(slug for slug in tried if slug not in taken)
        taken.add(person.slug)
        person.save(update_fields=["slug"])


class Migration(migrations.Migration):
    dependencies = [("guides", "0017_people_pages_and_topics")]

    operations = [migrations.RunPython(fill_slugs, migrations.RunPython.noop)]
