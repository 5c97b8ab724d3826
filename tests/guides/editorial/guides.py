"""A short series for the tests of the desk."""

from guides.models import GuideIndexPage, GuidePage, Person, SeriesPage
from tests.guides.claims.pages import a_home
from tests.support.pages import stored, text


def a_series(*titles: str) -> list[GuidePage]:
    """Live parts in this order."""
    index = GuideIndexPage(title="Guides", slug="guides-x", introduction="Slowly.")
    a_home().add_child(instance=index)
    series = SeriesPage(title="Baby massage", slug="baby-massage", introduction="Slowly.")
    index.add_child(instance=series)
    author = Person.objects.create(name="Ada Marsh")
    made = []
    for title in titles:
        words = {"title": title, "slug": title.lower(), "introduction": "Slowly."}
        page = GuidePage(**words, author=author, body=stored([text()]))
        series.refresh_from_db()
        series.add_child(instance=page)
        made.append(page)
    return made
