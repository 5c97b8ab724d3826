"""Tables come out of what people paste."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from wagtail.blocks import StructBlockValidationError

from guides.blocks.pasted_table import NotATable, rows_of
from guides.blocks.table import TableBlock

CELL = st.text(st.characters(codec="ascii", exclude_characters="\t\n\r\x0b\x0c\x1c\x1d\x1e|"), min_size=1)


def a_table(rows: str, **more: object) -> object:
    given = {"caption": "Oil", "rows": rows, "first_column_names_rows": True, "sources": []}
    return TableBlock().to_python(given | more)


@pytest.mark.parametrize(
    "text",
    ["Age\tOil\nNewborn\t2 ml\n", "Age | Oil\nNewborn | 2 ml", "| Age | Oil |\n|--|:-:|\n|Newborn|2 ml|"],
    ids=["from Excel", "typed", "from Markdown"],
)
def test_three_ways_of_writing_one_table(text: str) -> None:
    assert rows_of(text) == [["Age", "Oil"], ["Newborn", "2 ml"]]


@given(st.lists(st.lists(CELL.filter(str.strip), min_size=3, max_size=3), min_size=2, max_size=5))
def test_what_a_sheet_copies_comes_back(rows: list[list[str]]) -> None:
    words = [[f"x{cell.strip()}" for cell in row] for row in rows]
    assert rows_of("\n".join("\t".join(row) for row in words)) == words


def test_short_rows_are_filled_up() -> None:
    assert rows_of("a\tb\tc\n1\t2")[1] == ["1", "2", ""]


@pytest.mark.parametrize("text", ["", "One line", "a | b", "a\nb\nc"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(NotATable, match="two rows and two columns"):
        rows_of(text)


def test_the_editor_says_which_row_is_too_long() -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        TableBlock().clean(a_table("a | b\n1 | 2 | 3"))
    assert "Row 2 has 3 cells" in str(refused.value.block_errors["rows"])


def test_headings_name_rows_and_columns(db: None) -> None:
    page = BeautifulSoup(TableBlock().render(a_table("Age | Oil\nNewborn | 2 ml")), "html.parser")
    assert [cell.text for cell in page.select("thead th[scope=col]")] == ["Age", "Oil"]
    assert page.select_one("tbody th[scope=row]").text == "Newborn"
    assert page.select_one("caption").text.strip() == "Oil"


def test_an_unfinished_table_of_a_draft_shows_nothing(db: None) -> None:
    assert "<table" not in TableBlock().render(a_table("Age"))
