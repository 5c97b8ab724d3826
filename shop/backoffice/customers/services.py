"""What staff do about a customer: links, stopping an account, notes, handing out, erasing. Each is logged."""

import json
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.accounts.sign_ins import end_other_sign_ins
from shop.backoffice.customers.log import log_deed
from shop.backoffice.models import Customer, CustomerNote
from shop.customer.account import services as account_services
from shop.customer.account.services import works_here
from shop.order import lookup
from shop.privacy.address_digest import digest
from shop.privacy.personal_data import data_of, erase_all


class CannotDo(Exception):
    """It isn't possible for this customer; the text is for staff."""


def refusal(*, account: User | None, by: User) -> str:
    """Why nobody stops or erases this account here; empty if they may."""
    if account and account.pk == by.pk:
        return "This is your own account."
    if account and works_here(account):
        return "A colleague’s account is closed under People and roles, by an owner."
    return ""


@transaction.atomic
def send_link(*, customer: Customer, by: User) -> str:
    """Email what lets a person in: a guest the link to the last order, others a link to confirm the address
    or to choose a password. Returns what was sent. Raises CannotDo for a stopped account.
    """
    account = customer.account
    if account is None:
        lookup.send_link(number=customer.number, email=customer.email)
        what = "Link to the last order"
    elif account.is_pending:
        account_services.ask_to_confirm(user=account)
        what = "Link to confirm the address"
    elif account.may_get_links:
        account_services.send_reset(email=account.email)
        what = "Link to choose a password"
    else:
        raise CannotDo("The account is stopped. Let the customer in again first.")
    log_deed(email=customer.email, action="customer.link_sent", by=by, what=what)
    return what


@transaction.atomic
def stop(*, account: User, by: User, reason: str) -> None:
    """Stop an account and end all its sessions. Raises CannotDo.

    Without a password, no session that was open before is valid again later: Django's sessions carry a hash
    of it. An account without confirmation or sign-in would pass for one that waits to be confirmed.
    """
    account = _locked(account, by)
    if not account.is_active:
        raise CannotDo("The account is not open.")
    account.is_active = False
    account.set_unusable_password()
    account.last_login = account.last_login or account.date_joined
    account.save(update_fields=["is_active", "password", "last_login"])
    end_other_sign_ins(user=account, session_key=None)
    log_deed(email=account.email, action="customer.stopped", by=by, why=reason)


@transaction.atomic
def let_in(*, account: User, by: User, reason: str) -> None:
    """Open a stopped account again; the customer gets a link to choose a password. Raises CannotDo."""
    account = _locked(account, by)
    if account.is_active or account.is_pending:
        raise CannotDo("The account isn’t stopped.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    account_services.send_reset(email=account.email)
    log_deed(email=account.email, action="customer.let_in", by=by, why=reason)


def _locked(account: User, by: User) -> User:
    found = User.objects.select_for_update().get(pk=account.pk)
    if problem := refusal(account=found, by=by):
        raise CannotDo(problem)
    return found


@transaction.atomic
def hand_out(*, email: str, by: User) -> str:
    """All that is stored about an address, as JSON, for a person who asked for it."""
    held: dict[str, Any] = data_of(email)
    log_deed(email=email, action="customer.handed_out", by=by)
    return json.dumps(held, indent=2, ensure_ascii=False, default=str)


@transaction.atomic
def erase(*, customer: Customer, by: User) -> list[str]:
    """Erase what no law retains; returns what was removed and what stays. Raises CannotDo for a colleague."""
    if problem := refusal(account=customer.account, by=by):
        raise CannotDo(problem)
    lines = erase_all(email=customer.email)
    log_deed(email=customer.email, action="customer.erased", by=by)
    return lines


@transaction.atomic
def write_note(*, email: str, by: User, message: str) -> CustomerNote:
    """Add a note for colleagues; a second click within a minute adds no second one."""
    just_now = timezone.now() - timedelta(minutes=1)
    mine = CustomerNote.objects.filter(email_hash=digest(email), by=by, message=message)
    if found := mine.filter(created_at__gte=just_now).first():
        return found
    log_deed(email=email, action="customer.noted", by=by)
    return CustomerNote.objects.create(email_hash=digest(email), by=by, message=message)


@transaction.atomic
def change_note(*, note: CustomerNote, email: str, by: User, message: str) -> None:
    """Change one's own note within the hour. Raises CannotDo after that."""
    note = CustomerNote.objects.select_for_update().get(pk=note.pk)
    if not note.may_be_changed_by(by):
        raise CannotDo("A note can be changed for an hour, by its author. Add another one.")
    if message != note.message:
        note.message = message
        note.save(update_fields=["message"])
        log_deed(email=email, action="customer.note_changed", by=by)
