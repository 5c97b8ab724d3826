"""Asking and confirming: honest, once, and the same for everybody."""

import re
from html import unescape

import pytest
from django.core import mail
from django.test import Client

from guides.newsletter.models import Consent, FreeGuide, Permission, SignUp, Subscriber, Suppression
from guides.newsletter.statements import NEWS, STATEMENTS, Statement
from tests.guides.newsletter.conftest import link

BROWSER = {"Sec-Fetch-Site": "same-origin"}


def purposes() -> set[str]:
    return set(Permission.objects.values_list("purpose", flat=True))


def test_form_offers_the_guide_and_an_empty_tick(free_guide):
    page = Client().get("/newsletter/").content.decode()
    assert "Send me the free guide" in page
    assert re.search(r'type="checkbox"[^>]*name="news"', page)
    assert not re.search(r'name="news"[^>]* checked', page)


def test_page_is_public_and_sets_no_cookie(free_guide):
    answer = Client().get("/newsletter/")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_asking_permits_nothing_yet(free_guide, signs_up):
    assert signs_up(guide="ten-steps", news="on").status_code == 200
    assert Subscriber.objects.get().state == Subscriber.UNCONFIRMED
    assert not Permission.objects.exists()
    assert len(mail.outbox) == 1


def test_scanner_that_follows_the_link_confirms_nobody(free_guide, signs_up):
    signs_up(guide="ten-steps", news="on")
    assert Client().get(link("confirm")).status_code == 200
    assert Subscriber.objects.get().state == Subscriber.UNCONFIRMED


def test_press_confirms_and_mails_the_guide(free_guide, signs_up, presses):
    signs_up(guide="ten-steps", news="on")
    answer = presses(link("confirm"))
    assert answer.status_code == 200
    assert not answer.cookies
    assert purposes() == {"news", "offers"}
    assert Client().get(link("guide")).status_code == 200


def test_empty_tick_gives_the_guide_and_no_news(free_guide, confirmed):
    confirmed(guide="ten-steps")
    assert purposes() == set()
    assert "Here it is" in mail.outbox[-1].subject


def test_second_press_changes_and_mails_nothing(free_guide, signs_up, presses):
    signs_up(guide="ten-steps", news="on")
    path = link("confirm")
    presses(path)
    rows, mails = Consent.objects.count(), len(mail.outbox)
    assert presses(path).status_code == 200
    assert (Consent.objects.count(), len(mail.outbox)) == (rows, mails)


def test_link_ends_after_seven_days(free_guide, signs_up, presses, clock):
    signs_up(guide="ten-steps", news="on")
    clock.shift(7 * 86400 + 1)
    answer = presses(link("confirm"))
    assert answer.status_code == 410
    assert not Permission.objects.exists()


def test_newer_mail_replaces_the_link_of_the_older(free_guide, signs_up, presses):
    signs_up(guide="ten-steps", news="on")
    signs_up(guide="ten-steps")
    assert presses(link("confirm", 0)).status_code == 404
    presses(link("confirm", 1))
    assert purposes() == set()


def test_known_and_unknown_addresses_get_the_same_answer(free_guide, signs_up, confirmed):
    confirmed("known@example.com", guide="ten-steps", news="on")
    known = signs_up("known@example.com", guide="ten-steps")
    unknown = signs_up("other@example.com", guide="ten-steps")
    same = known.content.replace(b"known@example.com", b"X")
    assert same == unknown.content.replace(b"other@example.com", b"X")
    assert mail.outbox[-1].subject == mail.outbox[-2].subject


def test_each_row_keeps_the_words_that_were_read(free_guide, signs_up, monkeypatch):
    signs_up(guide="ten-steps", news="on", page="/shop/")
    former = Consent.objects.get(purpose=NEWS)
    monkeypatch.setitem(STATEMENTS, NEWS, (*STATEMENTS[NEWS], Statement(2, "Write to me", "Often.")))
    signs_up("new@example.com", guide="ten-steps", news="on")
    assert "Email me news and offers too" in former.wording
    assert (former.wording_version, former.page) == (2, "/shop/")
    assert Consent.objects.filter(purpose=NEWS).latest("pk").wording == "Write to me Often."


def test_words_of_an_older_cached_form_are_recorded(free_guide, signs_up, monkeypatch):
    monkeypatch.setitem(STATEMENTS, NEWS, (*STATEMENTS[NEWS], Statement(2, "Write to me", "Often.")))
    signs_up(guide="ten-steps", news="on", version="1")
    assert Consent.objects.get(purpose=NEWS).wording_version == 1


def test_robot_that_fills_the_hidden_field_learns_nothing(free_guide, signs_up):
    assert signs_up(guide="ten-steps", website="http://spam.example").status_code == 200
    assert not Subscriber.objects.exists()


def test_address_gets_three_mails_an_hour_at_most(free_guide, signs_up):
    answers = {signs_up(guide="ten-steps").status_code for _ in range(6)}
    assert answers == {200}
    assert len(mail.outbox) == 3


def test_one_visitor_is_stopped_after_twenty(free_guide, signs_up):
    answers = [signs_up(f"p{n}@example.com").status_code for n in range(21)]
    assert answers[-2:] == [200, 429]


def test_other_sites_may_not_send_the_form(free_guide):
    answer = Client().post(
        "/newsletter/", {"email": "a@example.com"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert not SignUp.objects.exists()


def test_script_gets_only_the_part(free_guide):
    answer = Client().post("/newsletter/", {"email": "no"}, headers={"X-Part": "newsletter", **BROWSER})
    assert answer.status_code == 400
    assert b"<html" not in answer.content
    assert b"Enter an email address like" in answer.content


def test_address_that_complained_gets_no_mail(free_guide, signs_up):
    from guides.newsletter.email_digest import digest

    Suppression.objects.create(email_hash=digest("wilma@example.com"), reason=Suppression.COMPLAINED)
    assert signs_up(guide="ten-steps").status_code == 200
    assert not mail.outbox


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "no-at-sign",
        "a@b",
        "x" * 10_240 + "@example.com",
        "a@example.com\nBcc: b@example.com",
        "a@example.com\r\nSubject: hi",
        '"a b"@example.com',
        "a@exa mple.com",
        "a@-bad-.com",
        "名前@example.com",
        "a@" + "b" * 70 + ".com",
    ],
)
def test_bad_address_gets_a_clear_answer_and_changes_nothing(free_guide, signs_up, bad):
    answer = signs_up(bad, guide="ten-steps")
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
    assert not Subscriber.objects.exists()
    assert not mail.outbox


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Wilma@Example.COM ", "wilma@example.com"),
        ("wilma@müller.example", "wilma@xn--mller-kva.example"),
        ("wilma+oil@example.com", "wilma+oil@example.com"),
    ],
)
def test_same_mailbox_is_one_subscriber(free_guide, signs_up, typed, kept):
    signs_up(typed)
    signs_up(kept)
    assert Subscriber.objects.get().email == kept


@pytest.mark.parametrize("token", ["x", "a:b:c", "W10:1abc:def", "x" * 10_000])
@pytest.mark.parametrize("kind", ["confirm", "guide", "preferences", "unsubscribe"])
def test_forged_link_is_refused(free_guide, presses, kind, token):
    assert presses(f"/newsletter/{kind}/{token}/").status_code == 404
    assert Client().get(f"/newsletter/{kind}/{token}/").status_code == 404


def test_link_for_one_thing_opens_no_other(free_guide, signs_up, presses):
    signs_up(guide="ten-steps", news="on")
    token = link("confirm").split("/")[3]
    assert presses(f"/newsletter/unsubscribe/{token}/").status_code == 404
    assert Client().get(f"/newsletter/guide/{token}/").status_code == 404


def test_record_is_append_only(free_guide, signs_up):
    from guides.newsletter.models import AppendOnly

    signs_up(guide="ten-steps", news="on")
    row = Consent.objects.first()
    for change in (
        row.save,
        row.delete,
        Consent.objects.all().delete,
        lambda: Consent.objects.update(page=""),
    ):
        with pytest.raises(AppendOnly):
            change()


def test_block_names_the_guide_it_gives(free_guide, signs_up):
    from guides.newsletter.blocks import SignUpBlock

    FreeGuide.objects.create(title="Bath time", slug="bath", intro="x", steps=free_guide.steps)
    form = SignUpBlock().render({"guide": "bath"})
    assert "Bath time" in form
    assert 'value="bath"' in form
    assert 'value="block"' in form


def test_product_page_counts_its_own_sign_ups(free_guide):
    from tests.support.factories import a_product

    page = Client().get(a_product().get_absolute_url()).content.decode()
    assert page.count("data-newsletter") == 1
    assert 'value="product"' in page


def test_record_keeps_word_for_word_what_the_form_shows(free_guide, signs_up):
    page = unescape(Client().get("/newsletter/").content.decode())
    signs_up(guide="ten-steps", news="on")
    for row in Consent.objects.all():
        label, hint = row.wording.split("“", 1) if row.purpose == "guide" else (row.wording[:28], "")
        assert label.strip() in page
        assert hint.rstrip() in page


def test_form_without_a_guide_asks_for_news_in_its_own_words(db, signs_up):
    page = Client().get("/newsletter/").content.decode()
    assert ">Email me news and offers</button>" in page
    signs_up(news="on")
    assert Consent.objects.get(purpose=NEWS).wording.startswith("Email me news and offers About")


def test_guide_that_is_gone_gives_the_one_of_today_and_never_news(free_guide, signs_up):
    signs_up(guide="no-such-guide")
    sign_up = SignUp.objects.get()
    assert (sign_up.guide, sign_up.news) == ("ten-steps", False)


def test_nothing_to_give_is_said(db, signs_up):
    answer = signs_up(guide="no-such-guide")
    assert answer.status_code == 400
    assert "no free guide at the moment" in answer.content.decode()


@pytest.mark.parametrize(("name", "value"), [("page", "/" + "x" * 10_240), ("source", "y" * 500)])
def test_long_hidden_field_costs_nobody_the_guide(free_guide, signs_up, name, value):
    assert signs_up(guide="ten-steps", **{name: value}).status_code == 200
    assert len(mail.outbox) == 1


def test_broken_hidden_field_is_said(free_guide, signs_up):
    answer = signs_up(guide="ten-steps", version="x")
    assert answer.status_code == 400
    assert "load the page again" in answer.content.decode()


def test_post_without_the_pages_button_confirms_nobody(free_guide, signs_up):
    signs_up(guide="ten-steps", news="on")
    assert b"Yes, this is me" in Client().post(link("confirm")).content
    assert Subscriber.objects.get().state == Subscriber.UNCONFIRMED


def test_confirming_takes_no_complaint_back(free_guide, signs_up, presses):
    signs_up(guide="ten-steps", news="on")
    person = Subscriber.objects.get()
    Suppression.objects.create(email_hash=person.email_hash, reason=Suppression.COMPLAINED)
    presses(link("confirm"))
    assert Suppression.objects.exists()
