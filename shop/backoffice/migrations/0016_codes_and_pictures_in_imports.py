"""Imports of discount codes, and of products with their pictures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0047_archived_products"),
        ("office", "0015_catalogue_uploads"),
    ]

    operations = [
        migrations.AddField(
            model_name="catalogueupload",
            name="about",
            field=models.CharField(
                choices=[("products", "Products"), ("codes", "Discount codes")],
                db_default="products",
                default="products",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="UploadedPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                (
                    "image",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="catalogue.productimage",
                    ),
                ),
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="office.catalogueupload",
                    ),
                ),
            ],
            options={"ordering": ["pk"], "default_permissions": ()},
        ),
    ]
