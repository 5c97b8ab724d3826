"""The five kinds of article as a marketer writes them; each returns words that its reader must see."""

from datetime import timedelta

from django.utils import timezone

from guides.models import GuideIndexPage, SeriesPage
from tests.browser.article_editor import ArticleEditor

DOCUMENT = """
<h2>Where</h2><p>On the floor of the <b>warmest room</b>, on a towel.</p>
<h2>When</h2><p>Between two feeds, when both of you have time.</p>
<h2>How</h2><ul><li>Warm your hands first.</li><li>Begin with the legs.</li></ul>
<p>More at <a href="https://www.nhs.uk/baby/?utm_source=x">the NHS</a>.</p>
"""
STUDY = """
<p>Oxytocin is a small hormone, made deep in the head.</p>
<h2>What was asked</h2><p>Ten mothers were asked and measured in the first hours after birth.</p>
"""


def index() -> int:
    return GuideIndexPage.objects.get().pk


def signs(editor: ArticleEditor) -> None:
    """The author has a biography below the guide."""
    editor.chooses("id_author", "Nell Archer")


def part_two(editor: ArticleEditor) -> list[str]:
    """Of a series with a promised part three, with a biography and the free guide."""
    series = SeriesPage.objects.get().pk
    editor.begins(series, "Legs and feet", "One leg, then the other.")
    editor.pastes(f"{editor.adds('Text')}-text", DOCUMENT)
    editor.adds("Newsletter sign-up")
    signs(editor)
    editor.saves()
    part = editor.page.url
    editor.begins(series, "Choosing an oil", "Later.")
    editor.fills({"teaser": "how to choose an oil"})
    editor.saves()
    editor.page.goto(part)
    return ["Part 2 of 3", "warmest room", "Nell teaches parents", "how to choose an oil", "Email address"]


def benefits(editor: ArticleEditor) -> list[str]:
    """An overview in groups, each statement with its evidence."""
    editor.begins(index(), "What is known", "What studies asked, and how sure they are.")
    for group in ("For your baby", "For you"):
        block = editor.adds("Benefits and their evidence")
        editor.fills({f"{block}-heading": group, f"{block}-benefits-0-value-statement": "Many enjoy it"})
        editor.chooses(f"{block}-benefits-0-value-sources-0-value", "A course of four weeks")
    signs(editor)
    return ["For your baby", "For you", "Many enjoy it", "Some evidence", "A course of four weeks"]


def techniques(editor: ArticleEditor) -> list[str]:
    """By area of the body, with cautions, reviewed and dated."""
    editor.begins(index(), "Techniques by area", "One area at a time.")
    editor.pastes(f"{editor.adds('Text')}-text", "<h2>Legs</h2><p>Begin here.</p>")
    editor.chooses(f"{editor.adds('Technique')}-technique", "Long strokes")
    editor.chooses(f"{editor.adds('Safety box')}-notes-0-value", "Wait")
    signs(editor)
    editor.chooses("id_reviewer", "Ines Hall")
    today = timezone.localdate()
    editor.fills({"reviewed_on": f"{today}", "review_due": f"{today + timedelta(days=365)}"})
    return ["Legs", "Long strokes", "Not over a knee.", "Your baby has a fever.", "Last reviewed"]


def question(editor: ArticleEditor) -> list[str]:
    """A question, answered by where, when and how, from a pasted document."""
    editor.begins(index(), "How do I begin with massage?", "With a towel and ten minutes.")
    editor.pastes(f"{editor.adds('Text')}-text", DOCUMENT)
    signs(editor)
    return ["Where", "When", "How", "Warm your hands first.", "the NHS", "Nell teaches parents"]


def hormone(editor: ArticleEditor) -> list[str]:
    """A study and a section on safety; what it says of the hormone is approved by a second person."""
    editor.begins(index(), "What oxytocin is", "A hormone, in a few plain words.")
    text = editor.adds("Text")
    editor.pastes(f"{text}-text", STUDY)
    editor.adds_to_list(f"{text}-sources")
    editor.chooses(f"{text}-sources-0-value", "A course of four weeks")
    editor.chooses(f"{editor.adds('Safety box')}-notes-0-value", "Wait")
    signs(editor)
    editor.saves()
    editor.has_its_claims_approved("It reports a study and names it.")
    return ["made deep in the head", "What was asked", "A course of four weeks", "When not to"]


ALL = (part_two, benefits, techniques, question, hormone)
