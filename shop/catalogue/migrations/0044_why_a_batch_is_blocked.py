"""Batches say why they are blocked, and since when they are off sale because of their date."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0043_what_is_in_the_box'),
    ]

    operations = [
        migrations.AddField(
            model_name='batch',
            name='block_reason',
            field=models.CharField(blank=True, help_text='Why it was blocked.', max_length=200),
        ),
        migrations.AddField(
            model_name='batch',
            name='off_sale_on',
            field=models.DateField(editable=False, help_text='The day what was left went off sale, before its date.', null=True),
        ),
    ]
