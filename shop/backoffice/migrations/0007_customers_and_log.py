"""Notes about customers, the list of customers without a table, and a log whose entries only grow."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from shop.integrity import append_only

LOGS = ("wagtailcore_modellogentry", "wagtailcore_pagelogentry")


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in LOGS:
        append_only.install(schema_editor.connection, table, is_log=True)


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in LOGS:
        append_only.remove(schema_editor.connection, table)


class Migration(migrations.Migration):

    dependencies = [
        ("office", "0006_batch_rights"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Customer',
            fields=[
                ('email', models.EmailField(max_length=254, primary_key=True, serialize=False)),
                ('newest', models.IntegerField(help_text='The key of the last order; 0 without one.')),
                ('orders', models.IntegerField()),
                ('pence', models.IntegerField()),
            ],
            options={
                'managed': False,
                'default_permissions': (),
            },
        ),
        migrations.AlterModelOptions(
            name='right',
            options={'default_permissions': (), 'managed': False, 'permissions': [('look_up_orders', 'Look up orders'), ('change_orders', 'Correct orders and lift holds'), ('note_orders', 'Write notes on orders, note deliveries and send emails again'), ('pack', 'Pack and send'), ('give_back', 'Give money back and cancel orders'), ('check_payments', 'See payments to check'), ('decide_payments', 'Decide payments to check, and give back any amount'), ('handle_returns', 'Handle returns and cancellations'), ('look_after_stock', 'See batches, recalls and stock'), ('correct_batches', 'Block and correct batches, make sets'), ('decide_batches', 'Recall batches, and sell them up to their date'), ('look_after_products', 'Look after products, prices and offers'), ('moderate_reviews', 'Publish, refuse and answer reviews'), ('look_up_customers', 'Look up customers'), ('look_after_customers', 'Stop accounts, and hand out and erase what is stored about people'), ('read_figures', 'Read figures'), ('read_documents', 'Read invoices and credit notes'), ('read_guide_sales', 'See what guides sell'), ('see_settings', 'See the shop’s settings'), ('write_content', 'Work on pages, guides, pictures and newsletters'), ('give_roles', 'Look after people and their roles'), ('read_activity', 'Read the whole activity log')]},
        ),
        migrations.CreateModel(
            name='CustomerNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email_hash', models.CharField(db_index=True, max_length=64)),
                ('message', models.TextField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'default_permissions': (),
            },
        ),
        migrations.RunPython(install, remove),
    ]
