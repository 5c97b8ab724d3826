"""A short series for the tests of the desk."""

from guides.models import GuideIndexPage, GuidePage, Person, SeriesPage
from tests.guides.claims.pages import a_home


def a_series(*titles: str) -> list[GuidePage]:
    """Live parts in this order."""
    index = GuideIndexPage(title="Guides", slug="guides-x", introduction="Slowly.")
    a_home().add_child(instance=index)
    series = SeriesPage(title="Baby massage", slug="baby-massage", introduction="Slowly.")
    index.add_child(instance=series)
    author = Person.objects.create(name="Ada Marsh")
    made = []
    for title in titles:
        page = GuidePage(title=title, slug=title.lower(), introduction="Slowly.", author=author)
        series.refresh_from_db()
        series.add_child(instance=page)
        made.append(page)
    return made
