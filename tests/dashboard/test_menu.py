"""The dashboard's menu has what stands there, and the way back to the office."""

import pytest
from oscar.apps.dashboard.menu import get_nodes

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, SHOPKEEPER, Role, role_group
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


def addresses(person: User) -> dict[str, str]:
    """Label and address of each entry that this person sees, without headings."""
    nodes = get_nodes(User.objects.get(pk=person.pk))
    entries = [entry for node in nodes for entry in (node.children or [node])]
    return {str(entry.label): entry.url for entry in entries}


@pytest.mark.parametrize("role", [OWNER, SHOPKEEPER, PACKER, BOOKKEEPER], ids=lambda role: role.label)
def test_every_entry_opens_and_none_only_redirects(role: Role, cleo: User) -> None:
    cleo.groups.add(role_group(role))
    client, found = signed_in(cleo), addresses(cleo)
    assert found["Office"] == "/office/"
    assert {label: client.get(url).status_code for label, url in found.items()} == dict.fromkeys(found, 200)
