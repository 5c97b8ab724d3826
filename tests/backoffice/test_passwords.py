"""A colleague chooses a password on pages of the office, and never meets the shop’s."""

import re

import pytest
from django.test import Client

from shop.accounts.emails import security_notice
from shop.accounts.models import User
from shop.backoffice.people import services
from shop.backoffice.people.emails import invitation
from shop.backoffice.roles import PACKER
from shop.customer.emails import password_changed
from shop.mail.models import OutboxEmail
from tests.support.cast import signed_in
from tests.support.html import words_of
from tests.support.roles import owner_group, packer_group

pytestmark = pytest.mark.django_db
ASK = "/office/password_reset/"


@pytest.fixture
def pat(cleo: User) -> User:
    """Invited by Cleo, an owner."""
    cleo.groups.add(owner_group())
    return services.add_person(
        by=cleo, email="pat@example.com", first_name="Pat", last_name="P", roles=[PACKER]
    )


def link_to(person: User) -> str:
    content = invitation(person.pk)
    assert content is not None
    found = re.search(r"(/office/password_reset/confirm/\S+)", content.text)
    assert found
    return found[1]


def test_the_link_leads_to_a_page_of_the_office(pat: User) -> None:
    page = Client().get(link_to(pat), follow=True)
    assert page.redirect_chain[-1][0].startswith("/office/password_reset/confirm/")
    text = words_of(page)
    assert "Choose your password for the office" in text and "Basket" not in text


def test_the_password_is_saved_and_the_office_s_sign_in_follows(pat: User) -> None:
    client = Client()
    form = client.get(link_to(pat), follow=True).redirect_chain[-1][0]
    done = client.post(form, {"new_password1": "three plain words"}, follow=True)
    assert "Sign in to the office" in words_of(done) and "/account/login/" not in done.content.decode()
    pat.refresh_from_db()
    assert pat.check_password("three plain words") and pat.email_confirmed_at


def test_a_weak_password_is_refused_beside_its_field(pat: User) -> None:
    client = Client()
    form = client.get(link_to(pat), follow=True).redirect_chain[-1][0]
    answer = client.post(form, {"new_password1": "short"})
    assert "new_password1" in answer.context["form"].errors
    pat.refresh_from_db()
    assert not pat.has_usable_password()


def test_a_used_link_says_what_to_do(pat: User) -> None:
    link, client = link_to(pat), Client()
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"new_password1": "three plain words"})
    text = words_of(Client().get(link, follow=True))
    assert "This link no longer works" in text and "Ask for a new link" in text


def test_who_works_here_gets_a_link_and_others_get_the_same_answer(ada: User, ben: User) -> None:
    ben.groups.add(packer_group())
    answers = [Client().post(ASK, {"email": one}) for one in (ben.email, ada.email, "no@example.com")]
    assert {answer.url for answer in answers} == {f"{ASK}done/"}
    assert list(OutboxEmail.objects.values_list("kind", "recipient")) == [("office.invitation", ben.email)]


def test_one_address_gets_few_links(ben: User) -> None:
    ben.groups.add(packer_group())
    codes = [Client().post(ASK, {"email": ben.email}).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]


def test_notices_to_colleagues_lead_to_the_office(ada: User, ben: User) -> None:
    ben.groups.add(packer_group())
    for content in (password_changed(ben.pk), security_notice(ben.pk, "webauthn_added")):
        assert content is not None and ASK in content.text
    shopper = password_changed(ada.pk)
    assert shopper is not None and ASK not in shopper.text


def test_whoever_is_signed_in_may_follow_an_invitation_and_open_the_sign_in(pat: User) -> None:
    pat.set_password("three plain words")
    pat.save()
    client = signed_in(pat)
    page = client.get(link_to(pat), follow=True)
    assert "Choose your password for the office" in words_of(page)
    assert "you do not have permission" not in words_of(client.get("/office/login/", follow=True))
