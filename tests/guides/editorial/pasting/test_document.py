"""What becomes of pasted documents: the shapes of Word, Google Docs and Markdown."""

from typing import Any

import pytest

from guides.editorial.importing.article import UnreadableExport
from guides.editorial.importing.body_blocks import BodyBlocks
from guides.editorial.pasting.document import Document, Pasted, read
from guides.editorial.pasting.footnotes import KnownSource
from tests.guides.editorial.pasting import documents


def blocks(document: Document) -> list[tuple[str, Any]]:
    return BodyBlocks(document.article.html).blocks


def text(document: Document) -> str:
    return "".join(value["text"] for kind, value in blocks(document) if kind == "text")


def said(document: Document) -> str:
    return " ".join(document.article.notes)


def word(*pictures: bytes) -> Document:
    return read(Pasted("Feet first", documents.word(), documents.word_rtf(*pictures)))


def test_word_keeps_headings_emphasis_and_links() -> None:
    found = word()
    assert found.article.title == "Feet first"
    assert text(found).startswith("<h2>Before you begin</h2><p>Warm the oil in your <b>hands</b>, not in a")
    assert '<a href="https://example.org/oils">about oils</a>' in text(found)


def test_word_lists_become_lists() -> None:
    found = text(word())
    assert "<ul><li>A towel<ul><li>folded twice</li></ul></li><li>Oil</li></ul>" in found
    assert "<ol><li>Sit down</li><li>Begin</li></ol>" in found


def test_filtered_word_pages_have_lists_without_marks_of_their_own() -> None:
    mark = "<span style='font-family:Symbol'>·<span style='font:7.0pt Times'>&nbsp;&nbsp; </span></span>"
    item = "<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt'>{}{}</p>"
    html = item.format(mark, "Oil") + item.format("2.&nbsp; ", "Begin")
    assert text(read(Pasted(html=html))) == "<ul><li>Oil</li></ul><ol><li>Begin</li></ol>"


def test_a_word_table_has_its_caption_and_its_joined_cells_in_their_columns() -> None:
    (table,) = [value for kind, value in blocks(word()) if kind == "table"]
    assert table["caption"] == "Table 1: How much oil"
    assert table["rows"].split("\n") == ["Age\tOil\tHow", "Newborn\t2 ml\tdrops", "\t3 ml\t"]


def test_word_says_what_it_left_out() -> None:
    found = said(word())
    assert "Left out: 1 comment, 1 deleted passage, 1 drawing." in found
    assert "Without colours and highlighting" in found and "table of contents" in found
    for gone in ("Is this so?", "Never cold", "[NA1]", "mso", "Aptos", "clip_image003"):
        assert gone not in text(word())
    assert "Slowly." in text(word())


def test_word_footnotes_stand_at_the_end_and_their_marks_lead_there() -> None:
    found = word()
    assert 'microwave</i>.<a href="#notes">[1]</a> Read' in text(found)
    assert text(found).endswith("<h2>Notes</h2><ol><li>Ash and Bell, 2019.</li></ol>")
    assert "1 footnote at the end" in said(found)


NOTED = (
    '<p>Calm.<a href="#_ftn1">[1]</a> Warm.<a href="#_ftn2">[2]</a></p>'
    '<p><a href="#_ftnref1">[1]</a> A study.</p><p><a href="#_ftnref2">[2]</a> Aside.</p>'
)


def known(note: str) -> KnownSource | None:
    return KnownSource(5, "Ash B (2019) A study") if note == "A study." else None


def test_a_footnote_of_a_known_source_becomes_its_note_and_the_others_are_counted_anew() -> None:
    found = read(Pasted(html=NOTED), find_source=known)
    assert 'Calm.<a id="5" linktype="source">[Ash B (2019)]</a>' in text(found)
    assert text(found).endswith('Warm.<a href="#notes">[1]</a></p><h2>Notes</h2><ol><li>Aside.</li></ol>')
    assert "1 footnote of known sources became" in said(found)


def test_nobody_pastes_a_note_of_a_source_by_its_mark() -> None:
    html = '<p>Calm <a data-source-key="1" data-leads-to="#x">and</a> warm.</p>'
    assert text(read(Pasted(html=html))) == "<p>Calm and warm.</p>"


def test_word_pictures_come_from_its_rich_text() -> None:
    found = word(documents.a_png())
    (picture,) = [value for kind, value in blocks(found) if kind == "picture"]
    assert (picture.alt, found.files[picture.address]) == ("A folded towel", documents.a_png())


def test_word_pictures_of_which_the_number_differs_are_not_guessed() -> None:
    assert word(documents.a_png("red"), documents.a_png()).files == {}


def test_google_docs_keeps_emphasis_lists_and_clean_links() -> None:
    found = read(Pasted(html=documents.google_docs()))
    assert found.article.title == "Quiet evenings"
    assert "<p>Dim the <b>light</b> and <i>wait</i>. See" in text(found)
    assert '<a href="https://example.org/sleep">what we know</a>' in text(found)
    assert "<h2>What you need</h2><ul><li>A towel<ul><li>folded</li></ul></li><li>Oil</li></ul>" in text(
        found
    )


def test_google_docs_pictures_are_never_fetched() -> None:
    found = read(Pasted(html=documents.google_docs()))
    pictures = [value for kind, value in blocks(found) if kind == "picture"]
    assert pictures[0].address.startswith("https://lh7-rt.") and pictures[0].address not in found.files
    assert (pictures[1].alt, found.files[pictures[1].address]) == ("A lamp", documents.a_png())


def test_a_saved_google_document_has_its_styles_levels_and_chosen_pictures() -> None:
    files = {"image1.png": documents.a_png()}
    found = read(Pasted(html=documents.google_docs_saved(), files=files))
    assert 'Rub them <b>well</b><i> and long</i><a href="#notes">[1]</a>.' in text(found)
    assert "<ul><li>First<ul><li>within it</li></ul></li><li>Second</li></ul>" in text(found)
    assert "Really?" not in text(found) and "<li>Ash, 2019.</li>" in text(found)
    assert list(found.files.values()) == [documents.a_png()]


def test_markdown_is_read_even_if_an_editor_coloured_it() -> None:
    source = "# Feet\n\n## First\n\n- a\n- b\n\n| Age | Oil |\n|---|---|\n| New | 2 ml |\n"
    coloured = f'<div style="font-family:Menlo"><div><span style="color:#00f">{source}</span></div></div>'
    for found in (read(Pasted(source)), read(Pasted(source, coloured))):
        assert (found.article.title, [kind for kind, _ in blocks(found)]) == ("Feet", ["text", "table"])


def test_nothing_that_runs_is_kept() -> None:
    hostile = (
        '<p onclick="x()">A<script>x()</script><img src=x onerror=x()><a href="javascript:x()">b</a>'
        '<svg onload="x()"></svg><iframe src="https://example.org"></iframe><form action="/x">c</form></p>'
    )
    found = text(read(Pasted(html=hostile)))
    assert found.count("<") == found.count("<p>") + found.count("</p>")


@pytest.mark.parametrize("html", ["<b>" * 400 + "x", "<p> </p>"])
def test_what_cannot_be_read_is_refused(html: str) -> None:
    with pytest.raises(UnreadableExport):
        read(Pasted(html=html))
