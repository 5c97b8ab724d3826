"""What became blocks of the home page’s body."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("guides", "0013_home_body")]
    operations = [
        migrations.RemoveField(
            model_name='homepage',
            name='featured',
        ),
        migrations.RemoveField(
            model_name='homepage',
            name='featured_heading',
        ),
        migrations.RemoveField(
            model_name='homepage',
            name='story_heading',
        ),
        migrations.RemoveField(
            model_name='homepage',
            name='story_image',
        ),
        migrations.RemoveField(
            model_name='homepage',
            name='story_text',
        ),
    ]
