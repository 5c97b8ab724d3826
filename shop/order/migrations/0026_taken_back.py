"""When the goods of an order that was given up went into a basket again, which happens once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0025_line_source")]

    operations = [
        migrations.AddField(
            "order",
            "taken_back_at",
            models.DateTimeField(null=True, help_text="Given up: its goods are in a basket again."),
        ),
    ]
