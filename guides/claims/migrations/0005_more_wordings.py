from dataclasses import asdict

from django.db import migrations

from guides.claims.engine.rules import bundled_rules

FIRST = 96  # so many came with the first version
LATER = ("beside", "instructed")  # columns of 0006; 0007 brings the rules that need them
LOOSE = r"|magic|wonder|game"  # C087 as it was: it took “you wonder” for a miracle


def add_rules(apps, schema_editor):
    """Rules that are missing come in force as a new version; what editors have changed stays."""
    ClaimRule, RuleSet = (apps.get_model("claims", name) for name in ("ClaimRule", "RuleSet"))
    there = set(ClaimRule.objects.values_list("code", flat=True))
    bundled = [
        {name: value for name, value in asdict(rule).items() if name not in LATER}
        for rule in bundled_rules()
        if not any(getattr(rule, name) for name in LATER)
    ]
    missing = [rule for rule in bundled if rule["code"] not in there and int(rule["code"][1:]) > FIRST]
    by_code = {rule["code"]: rule for rule in bundled}
    ClaimRule.objects.bulk_create([ClaimRule(**rule) for rule in missing])
    ClaimRule.objects.filter(code="C087", pattern__contains=LOOSE).update(pattern=by_code["C087"]["pattern"])
    ClaimRule.objects.filter(code="C084", proof="").update(proof=by_code["C084"]["proof"])
    newest = RuleSet.objects.order_by("-number").first()
    if missing:
        rules = list(ClaimRule.objects.filter(is_active=True).order_by("code").values(*by_code["C087"]))
        number = newest.number + 1 if newest else 1
        RuleSet.objects.create(number=number, rules=rules, change="More wordings of real pages")


def remove_rules(apps, schema_editor):
    """The rules go; versions stay, for findings name them."""
    codes = [rule.code for rule in bundled_rules() if int(rule.code[1:]) > FIRST]
    apps.get_model("claims", "ClaimRule").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_claims_approval_task")]
    operations = [migrations.RunPython(add_rules, remove_rules)]
