"""An announcement may lead to another site; no column changes."""

import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trader", "0006_contributions")]

    operations = [
        migrations.AlterField(
            model_name="announcement",
            name="link",
            field=models.CharField(
                blank=True,
                max_length=200,
                validators=[
                    django.core.validators.RegexValidator(
                        "^(?:/(?!/)[^\\s\\\\]*|https://[^\\s/\\\\]+[^\\s\\\\]*)$",
                        "Begin it with / or https://.",
                    )
                ],
            ),
        )
    ]
