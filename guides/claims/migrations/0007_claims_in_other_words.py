from dataclasses import asdict

from django.db import migrations

from guides.claims.engine.rules import bundled_rules

FIRST = 116  # so many there were before
CAME_WITH_THE_SHOP = ("The first rules", "More wordings of real pages", "Bundled rules loaded")


def bring_rules(apps, schema_editor):
    """New rules are added, and those that nobody has edited follow the shop's; as one new version."""
    ClaimRule, RuleSet = (apps.get_model("claims", name) for name in ("ClaimRule", "RuleSet"))
    bundled = {rule.code: asdict(rule) for rule in bundled_rules()}
    untouched = _untouched(ClaimRule, RuleSet)
    there = set(ClaimRule.objects.values_list("code", flat=True))
    missing = [rule for code, rule in bundled.items() if code not in there and int(code[1:]) > FIRST]
    ClaimRule.objects.bulk_create([ClaimRule(**rule) for rule in missing])
    for code in untouched & bundled.keys():
        ClaimRule.objects.filter(code=code).update(**bundled[code])
    _store_version(apps, list(next(iter(bundled.values()))))


def _untouched(ClaimRule, RuleSet):
    """Codes of rules that read as they came with some version of the shop."""
    came = [
        rule
        for rules in RuleSet.objects.filter(change__in=CAME_WITH_THE_SHOP).values_list("rules", flat=True)
        for rule in rules
    ]
    rows = {row["code"]: row for row in ClaimRule.objects.values()}
    return {
        rule["code"]
        for rule in came
        if (row := rows.get(rule["code"])) and all(row[name] == value for name, value in rule.items())
    }


def _store_version(apps, names):
    """The next number; in a new shop, where nothing was ever asked by it, version 1 itself."""
    RuleSet = apps.get_model("claims", "RuleSet")
    asked = ("ClaimFinding", "Decision", "Scan")
    rules = list(apps.get_model("claims", "ClaimRule").objects.filter(is_active=True).order_by("code").values(*names))
    newest = RuleSet.objects.order_by("-number").first()
    if newest and newest.number == 1 and not any(apps.get_model("claims", name).objects.exists() for name in asked):
        newest.delete()
        newest = None
    number = newest.number + 1 if newest else 1
    change = "Claims in other words, cautions by their sentence" if newest else CAME_WITH_THE_SHOP[0]
    RuleSet.objects.create(number=number, rules=rules, change=change)


def remove_rules(apps, schema_editor):
    """The new rules go; versions stay, for findings name them."""
    codes = [rule.code for rule in bundled_rules() if int(rule.code[1:]) > FIRST]
    apps.get_model("claims", "ClaimRule").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_rules_beside_words")]
    operations = [migrations.RunPython(bring_rules, remove_rules)]
