import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0043_what_is_in_the_box'),
        ('office', '0004_right_to_read_documents'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrackingColumns',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_column', models.CharField(max_length=200)),
                ('tracking_column', models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name='ProductWeight',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('grams', models.PositiveIntegerField()),
                ('product', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='packed_weight', to='catalogue.product')),
            ],
        ),
    ]
