"""Say what buyers get as buyers read it; no column changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recall", "0004_sizes_sent_in_days")]

    operations = [
        migrations.AlterField(
            model_name="recall",
            name="remedy",
            field=models.CharField(
                choices=[
                    ("refund", "Money back"),
                    ("replacement", "A replacement"),
                    ("choice", "Money back or a replacement"),
                ],
                default="choice",
                max_length=20,
            ),
        )
    ]
