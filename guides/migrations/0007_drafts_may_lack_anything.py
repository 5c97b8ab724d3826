"""Drafts may lack an author or a year, addresses are made from names, and people have accounts."""

import django.db.models.deletion
import guides.models.people
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0006_privacy_details_block'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='account',
            field=models.OneToOneField(blank=True, help_text='Who signs in to the CMS as this person: new guides of theirs begin with their name.', limit_choices_to=guides.models.people.people_of_the_cms, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='bodyarea',
            name='part',
            field=models.CharField(blank=True, choices=[('face', 'Face'), ('abdomen', 'Abdomen'), ('hands', 'Hands'), ('legs', 'Legs'), ('feet', 'Feet'), ('back', 'Back'), ('legs-back', 'Legs, back'), ('feet-back', 'Feet, back')], max_length=20, verbose_name='highlighted in the drawing'),
        ),
        migrations.AlterField(
            model_name='bodyarea',
            name='slug',
            field=models.SlugField(blank=True, max_length=40, unique=True),
        ),
        migrations.AlterField(
            model_name='guidepage',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='guides', to='guides.person'),
        ),
        migrations.AlterField(
            model_name='person',
            name='credentials',
            field=models.CharField(blank=True, help_text='Relevant qualifications (must be true).', max_length=160),
        ),
        migrations.AlterField(
            model_name='source',
            name='year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='technique',
            name='slug',
            field=models.SlugField(blank=True, max_length=80, unique=True),
        ),
    ]
