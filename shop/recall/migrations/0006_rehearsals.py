"""Recalls that are rehearsed: nothing goes off sale and nobody is written to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recall", "0005_remedy_for_buyers")]

    operations = [
        migrations.AddField(
            model_name="recall",
            name="is_rehearsal",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Nothing goes off sale, no order is held, and nobody is written to.",
            ),
        )
    ]
