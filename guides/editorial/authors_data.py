"""Export and erasure of what guides say about their authors and reviewers."""

from typing import Any

from django.db.models import QuerySet
from wagtail.models import Revision

from guides.models import Person
from shop.privacy.personal_data import erases, exports

FORMER = "A former author"


def _people(email: str) -> QuerySet[Person]:
    found: QuerySet[Person] = Person.objects.filter(account__email__iexact=email)
    return found


@exports("guides.Person")
def export_profile(email: str, **_: object) -> dict[str, Any]:
    """What a person's page says, and which guides name them."""
    profiles = [
        {
            "name": person.name,
            "credentials": person.credentials,
            "biography": person.biography,
            "links": [block.value["url"] for block in person.links],
            "guides": [guide.title for guide in person.guides.all()],
            "reviewed_guides": [guide.title for guide in person.reviewed_guides.all()],
        }
        for person in _people(email)
    ]
    return {"author_profiles": profiles} if profiles else {}


@erases("guides.Person")
def erase_profile(email: str, **_: object) -> list[str]:
    """Take the page down and forget what it said; guides then name the shop. Its row holds their keys."""
    people = list(_people(email))
    for person in people:
        Revision.objects.for_instance(person).delete()
        _forget(person)
    return ["Removed: your profile as an author; your guides name the shop now."] if people else []


def _forget(person: Person) -> None:
    said: dict[str, Any] = {"name": FORMER, "slug": None, "credentials": "", "biography": "", "links": []}
    held: dict[str, Any] = dict.fromkeys(("picture", "account", "latest_revision", "live_revision"))
    for name, value in (said | held | {"live": False, "has_unpublished_changes": False}).items():
        setattr(person, name, value)
    person.save()
