"""Every list of batches sums the pieces of each: without an index SQLite read the whole table for each batch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partner", "0012_planned_prices")]

    operations = [
        migrations.AddIndex(
            "stockmovement",
            models.Index(fields=["batch", "kind", "pieces"], name="partner_movement_pieces"),
        ),
    ]
