"""The ledger of stock: deliveries and the movements that follow from them, sales and counts."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0044_why_a_batch_is_blocked'),
        ('order', '0034_gifts'),
        ('partner', '0007_partneraddress_code'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GoodsReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('supplier', models.CharField(blank=True, max_length=100)),
                ('delivery_note', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversal', to='partner.goodsreceipt')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StockMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sku', models.CharField(blank=True, max_length=128)),
                ('pieces', models.IntegerField()),
                ('kind', models.CharField(choices=[('opening', 'Opening stock'), ('received', 'Received'), ('sold', 'Sold'), ('not sent', 'Not sent after all'), ('put back', 'Put back after a return'), ('counted', 'Count difference'), ('found batch', 'Batch found by a count'), ('broken', 'Broken'), ('sample', 'Sample'), ('gift', 'Gift'), ('lost', 'Lost'), ('found', 'Found'), ('written off', 'Written off'), ('in sets', 'Made into sets'), ('blocked', 'Blocked'), ('unblocked', 'No longer blocked'), ('reversed', 'Receipt reversed')], max_length=20)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('cost', models.DecimalField(decimal_places=4, help_text='What one piece cost, in pounds, without VAT.', max_digits=10, null=True)),
                ('key', models.UUIDField(help_text='Of the form, so that a second click changes nothing.', null=True, unique=True)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('batch', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='catalogue.batch')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stock_movements', to='order.line')),
                ('receipt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='partner.goodsreceipt')),
                ('stock_record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='movements', to='partner.stockrecord')),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['stock_record', 'batch'], name='partner_movement_batch')],
                'constraints': [models.CheckConstraint(condition=models.Q(('pieces', 0), _negated=True), name='partner_movement_moves')],
            },
        ),
    ]
