from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("order", "0033_plain_words")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="gift_message",
            field=models.CharField(
                blank=True, help_text="Printed on the packing slip, as the buyer wrote it.", max_length=250
            ),
        ),
        migrations.AddField(
            model_name="order",
            name="hides_prices",
            field=models.BooleanField(default=False, help_text="The parcel must not show prices."),
        ),
    ]
