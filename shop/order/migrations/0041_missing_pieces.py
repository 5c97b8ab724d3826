"""How many pieces of a line weren't found; holds from before are about all that were to be sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0040_staff_holds")]

    operations = [
        migrations.AddField(
            "staffhold",
            "pieces",
            models.PositiveIntegerField(null=True, help_text="Missing; empty: all that were to be sent."),
        ),
        migrations.AddField(
            "staffhold",
            "withdrawn_before",
            models.PositiveIntegerField(
                default=0,
                db_default=0,
                editable=False,
                help_text="Of the line, when the hold was placed.",
            ),
        ),
    ]
