from dataclasses import asdict

from django.db import migrations

from guides.claims.engine.rules import bundled_rules


LATER = ("beside", "instructed")  # columns of 0006; 0007 brings the rules that need them


def add_rules(apps, schema_editor):
    """The bundled rules, as version 1."""
    ClaimRule = apps.get_model("claims", "ClaimRule")
    bundled = [asdict(rule) for rule in bundled_rules()]
    rules = [
        {name: value for name, value in rule.items() if name not in LATER}
        for rule in bundled
        if not any(rule[name] for name in LATER)
    ]
    ClaimRule.objects.bulk_create([ClaimRule(**rule) for rule in rules])
    apps.get_model("claims", "RuleSet").objects.create(number=1, rules=rules, change="The first rules")


def remove_rules(apps, schema_editor):
    apps.get_model("claims", "RuleSet").objects.all().delete()
    apps.get_model("claims", "ClaimRule").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_rules_and_findings")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
