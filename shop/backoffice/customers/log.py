"""The log of what staff do about a customer. An entry has the keyed hash of the address, never itself."""

from typing import Any, Final

from django.db.models import QuerySet
from wagtail.log_actions import log, registry
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.models import Customer
from shop.integrity.append_only import retention
from shop.privacy.address_digest import digest

# Name, what it is called in a list of actions, what the log says.
ACTIONS: Final = (
    ("customer.stopped", "Stop an account", "Account stopped"),
    ("customer.let_in", "Let a customer in again", "Account open again"),
    ("customer.link_sent", "Email a customer a link", "Link sent by email"),
    ("customer.noted", "Note about a customer", "Note added"),
    ("customer.note_changed", "Change a note about a customer", "Note changed"),
    ("customer.handed_out", "Hand out what is stored", "Downloaded what is stored"),
    ("customer.erased", "Erase a customer", "Erased"),
)


def log_deed(*, email: str, action: str, by: User, what: str = "", why: str = "") -> None:
    """Add an entry; the caller has opened the transaction of the deed itself."""
    hashed = digest(email)
    changes = [["", "", what]] if what else []
    log(
        Customer(email=hashed),
        action,
        user=by,
        title=f"Customer {hashed[:8]}",
        data={"changes": changes, "why": why},
    )


def entries_of(email: str) -> QuerySet[ModelLogEntry, ModelLogEntry]:
    """The entries about an address, the newest first."""
    found: Any = registry.get_logs_for_instance(Customer(email=digest(email)))
    return found.select_related("user")


def forget_entries(email: str) -> int:
    """Delete the entries about an address that is erased; returns how many."""
    with retention():
        return int(entries_of(email).select_related(None).delete()[0])
