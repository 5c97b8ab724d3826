from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('office', '0010_right_to_close_vat_periods'),
    ]

    operations = [
        migrations.AddField(
            model_name='productweight',
            name='customs_code',
            field=models.CharField(blank=True, db_default='', default='', help_text='Of the UK’s tariff: 6, 8 or 10 digits.', max_length=10),
        ),
    ]
