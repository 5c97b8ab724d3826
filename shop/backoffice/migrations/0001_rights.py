from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Right",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
            ],
            options={
                "permissions": [
                    ("look_up_orders", "Look up orders"),
                    ("change_orders", "Note, correct and cancel orders"),
                    ("pack", "Pack and send"),
                    ("give_back", "Give money back"),
                    ("check_payments", "See payments to check"),
                    ("handle_returns", "Handle returns and cancellations"),
                    ("look_after_stock", "See batches, recalls and stock"),
                    ("look_after_products", "Look after products, prices and offers"),
                    ("moderate_reviews", "Publish, refuse and answer reviews"),
                    ("look_up_customers", "Look up customers"),
                    ("read_figures", "Read figures"),
                    ("read_guide_sales", "See what guides sell"),
                    ("see_settings", "See the shop’s settings"),
                    ("write_content", "Work on pages, guides, pictures and newsletters"),
                    ("give_roles", "Look after people and their roles"),
                    ("read_activity", "Read the whole activity log"),
                ],
                "managed": False,
                "default_permissions": (),
            },
        ),
    ]
