"""How many pieces each refund has put back; until now the accepted ones with `restock` put back all of theirs."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, schema_editor):
    rows = apps.get_model("payment", "RefundLine").objects
    rows.filter(restock=True, refund__accepted_at__isnull=False).update(taken_back=F("quantity"))


class Migration(migrations.Migration):
    dependencies = [("payment", "0010_balance_entries")]

    operations = [
        migrations.AddField("refundline", "taken_back", models.PositiveIntegerField(default=0)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
