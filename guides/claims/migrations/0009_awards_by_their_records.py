from dataclasses import asdict

from django.db import migrations

from guides.claims.engine.rules import bundled_rules

NEW, CHANGED = "C141", "C064"
BEFORE = r"\b(award[- ]winning|no\.? ?1|number one|best[- ]selling|UK'?s (favourite|leading|best)|the best)\b"


def bring_rules(apps, schema_editor):
    """“Award-winning” is settled by a record of the award; one new version, unless a new shop has it already."""
    ClaimRule = apps.get_model("claims", "ClaimRule")
    bundled = {rule.code: asdict(rule) for rule in bundled_rules()}
    changed = ClaimRule.objects.filter(code=CHANGED, pattern=BEFORE).update(**bundled[CHANGED])
    _, made = ClaimRule.objects.get_or_create(code=NEW, defaults=bundled[NEW])
    if changed or made:
        _store_version(apps, list(bundled[NEW]))


def _store_version(apps, names):
    RuleSet = apps.get_model("claims", "RuleSet")
    newest = RuleSet.objects.order_by("-number").first()
    rules = list(apps.get_model("claims", "ClaimRule").objects.filter(is_active=True).order_by("code").values(*names))
    number = newest.number + 1 if newest else 1
    RuleSet.objects.create(number=number, rules=rules, change="Awards by their records")


def remove_rule(apps, schema_editor):
    """The new rule goes; versions stay, for findings name them."""
    apps.get_model("claims", "ClaimRule").objects.filter(code=NEW).delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_plain_words")]
    operations = [migrations.RunPython(bring_rules, remove_rule)]
