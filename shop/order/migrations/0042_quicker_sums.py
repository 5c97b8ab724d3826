"""Every list of batches sums the pieces of each: without an index SQLite read the whole table for each batch."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0041_missing_pieces")]

    operations = [
        migrations.AddIndex(
            "linebatch",
            models.Index(fields=["batch", "corrected_at", "quantity"], name="order_pieces_of_a_batch"),
        ),
    ]
