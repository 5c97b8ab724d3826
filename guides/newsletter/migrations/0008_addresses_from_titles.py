"""A free guide without an address gets one of its title; hints are reworded."""

import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsletter', '0007_soft_bounces_and_counts'),
    ]

    operations = [
        migrations.AlterField(
            model_name='freeguide',
            name='is_offered',
            field=models.BooleanField(default=False, help_text='Sign-up forms offer the newest published guide with this ticked.', verbose_name='given away by the sign-up forms'),
        ),
        migrations.AlterField(
            model_name='freeguide',
            name='slug',
            field=models.SlugField(blank=True, help_text="Used in the web address. Don't change it after publishing.", max_length=80, unique=True),
        ),
        migrations.AlterField(
            model_name='newsletter',
            name='body',
            field=wagtail.fields.StreamField([('text', 0), ('picture', 3), ('product', 6), ('guide', 7)], block_lookup={0: ('wagtail.blocks.RichTextBlock', (), {'features': ['h2', 'h3', 'bold', 'italic', 'ol', 'ul', 'link']}), 1: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Leave empty if the picture is decorative.', 'label': 'What it shows', 'max_length': 200, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('image', 1), ('alt', 2)]], {}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': "The end of the product's address.", 'max_length': 255}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'A line of your own.', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('slug', 4), ('note', 5)]], {}), 7: ('wagtail.blocks.PageChooserBlock', (), {'icon': 'doc-full-inverse', 'label': 'Guide'})}),
        ),
    ]
