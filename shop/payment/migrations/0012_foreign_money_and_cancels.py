"""Whether money came in another currency or mode than owed, and how often a cancellation was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payment", "0011_what_refunds_took_back")]

    operations = [
        migrations.AddField(
            "paymentattempt",
            "foreign",
            models.BooleanField(default=False, help_text="It came in another currency or mode than owed."),
        ),
        migrations.AddField(
            "paymentattempt",
            "cancels",
            models.PositiveSmallIntegerField(default=0, help_text="How often we asked Stripe to cancel it."),
        ),
    ]
