"""What is compared of a code. Of two older codes that read the same, the later keeps its exact spelling only."""

from django.db import migrations, models

from shop.fields.typed_key import typed_key


def fill(apps, schema_editor):
    vouchers = apps.get_model("voucher", "Voucher").objects
    taken = set()
    for voucher in vouchers.order_by("pk"):
        key = typed_key(voucher.code)
        voucher.key = key if key and key not in taken else f"{key}#{voucher.pk}"
        taken.add(voucher.key)
        voucher.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("voucher", "0010_auto_20210224_0712")]

    operations = [
        migrations.AddField(
            "voucher", "key", models.CharField(default="", editable=False, max_length=512), preserve_default=False
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
