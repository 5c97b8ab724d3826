"""No two codes that read the same; apart from filling the column, which PostgreSQL wants in a step of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("voucher", "0011_code_key")]

    operations = [
        migrations.AlterField(
            "voucher", "key", models.CharField(editable=False, max_length=512, unique=True)
        ),
        migrations.AddConstraint(
            "voucher",
            models.CheckConstraint(condition=~models.Q(key=""), name="voucher_code_can_be_typed"),
        ),
    ]
