"""Rules in the database: edited in the CMS, versioned, never silently off."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from guides.claims.engine.rules import bundled_rules
from guides.claims.models import ClaimRule, RuleSet
from guides.claims.review.load_rules import load_bundled
from guides.claims.review.rule_sets import current_rule_set, store_version
from tests.support.cast import access, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(mia):
    from django.contrib.auth.models import Group

    mia.groups.add(Group.objects.get(name="Moderators"))
    return mia


def edit(rule: ClaimRule, client, **changes: str):
    data = {name: getattr(rule, name) for name in rule.as_data()} | {"is_active": "on"} | changes
    data = {name: value for name, value in data.items() if value is not False}
    url = reverse("wagtailsnippets_claims_claimrule:edit", args=[rule.pk])
    return client.post(url, data)


def test_migration_brings_every_bundled_rule():
    assert ClaimRule.objects.count() == len(bundled_rules()) > 100
    assert current_rule_set().version == 1
    assert current_rule_set().rules == tuple(sorted(bundled_rules(), key=lambda rule: rule.code))


def test_empty_table_does_not_switch_the_check_off():
    RuleSet.objects.all().delete()
    assert len(current_rule_set().rules) == len(bundled_rules())


def test_edit_in_the_cms_makes_a_version_that_names_its_editor(moderator):
    rule = ClaimRule.objects.get(code="C002")
    assert edit(rule, signed_in(moderator), severity="H").status_code == 302
    newest = RuleSet.objects.first()
    assert (newest.number, newest.made_by) == (2, moderator)
    assert current_rule_set().by_code["C002"].severity == "H"


@pytest.mark.parametrize("pattern", ["(unclosed", "(a+)+$", "x*"])
def test_bad_pattern_is_refused_in_the_form_at_once(moderator, pattern):
    rule = ClaimRule.objects.get(code="C002")
    answer = edit(rule, signed_in(moderator), pattern=pattern)
    assert answer.status_code == 200
    assert "pattern" in answer.context["form"].errors
    assert RuleSet.objects.count() == 1


def test_saving_without_a_change_makes_no_version():
    assert store_version() is None
    ClaimRule.objects.get(code="C002").save()
    assert RuleSet.objects.count() == 1


def test_rule_out_of_force_is_not_asked():
    ClaimRule.objects.filter(code="C001").first().delete()
    rule = ClaimRule.objects.get(code="C002")
    rule.is_active = False
    rule.save()
    assert {"C001", "C002"}.isdisjoint(current_rule_set().by_code)


def test_old_versions_stay_as_they_were():
    before = RuleSet.objects.get(number=1).rules
    ClaimRule.objects.get(code="C001").delete()
    assert RuleSet.objects.get(number=1).rules == before


def test_loading_adds_what_is_missing_and_keeps_edits():
    ClaimRule.objects.filter(code="C001").delete()
    ClaimRule.objects.filter(code="C002").update(severity="H")
    assert load_bundled() == ["C001"]
    assert ClaimRule.objects.get(code="C002").severity == "H"
    assert load_bundled(overwrite=True) == ["C002"]


def test_dry_run_writes_nothing(capsys):
    ClaimRule.objects.filter(code="C001").delete()
    call_command("load_claim_rules", dry_run=True)
    assert "1 rules would change: C001" in capsys.readouterr().out
    assert not ClaimRule.objects.filter(code="C001").exists()


def test_update_follows_the_shop_but_never_over_an_editor():
    as_it_came = {row.code: row.as_data() for row in ClaimRule.objects.all()}
    as_it_came["C006"]["why"] = "As it came once."
    ClaimRule.objects.filter(code="C120").delete()
    RuleSet.objects.all().delete()
    RuleSet.objects.create(number=4, rules=list(as_it_came.values()), change="Bundled rules loaded")
    ClaimRule.objects.filter(code="C006").update(why="As it came once.")
    ClaimRule.objects.filter(code="C001").update(severity="H")
    import_module("guides.claims.migrations.0007_claims_in_other_words").bring_rules(apps, None)
    rules = current_rule_set().by_code
    assert (rules["C006"].why[:7], rules["C001"].severity, "C120" in rules) == ("The ASA", "H", True)
    assert current_rule_set().version == 5


def test_who_may_open_rules_and_reports(ada, cleo, mia, moderator):
    people = {"visitor": None, "ada": ada, "cleo": cleo}
    for name in ("wagtailsnippets_claims_claimrule:list", "claims-findings", "claims-versions"):
        assert set(access(reverse(name), people).values()) == {302}
        assert signed_in(moderator).get(reverse(name)).status_code == 200
