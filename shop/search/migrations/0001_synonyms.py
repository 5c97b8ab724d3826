from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SEEDS = (
    "gift, present, set",
    "fragrance-free, unscented, perfume-free, no perfume",
    "made without nut oils, nut-free, no nuts",
    "voucher, discount code, coupon, promo code",
    "delivery, shipping, postage",
    "refund, return",
    "nappy, diaper",
    "cloth, muslin",
    "lotion, cream, moisturiser, oil",
)


def seed(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("search", "Synonym").objects.bulk_create(
        apps.get_model("search", "Synonym")(phrases=phrases) for phrases in SEEDS
    )


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phrases",
                    models.CharField(
                        max_length=255,
                        help_text="Words or phrases that mean the same, separated by commas: “gift, present, set”. "
                        "A search for any of them also finds what has one of the others.",
                    ),
                ),
            ],
            options={"ordering": ["phrases"]},
        ),
        migrations.RunPython(seed, migrations.RunPython.noop),
    ]
