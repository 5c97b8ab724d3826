"""What a zip may hold, and which picture belongs to which SKU."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from shop.backoffice.catalogue_files.archive import MOST_PICTURES, MOST_UNPACKED, is_archive, opened
from shop.backoffice.catalogue_files.picture_names import by_sku, named_sku
from shop.spreadsheets.reader import UnreadableFile
from tests.backoffice.catalogue_files.sending import zipped

SKUS = ["A-1", "A-1-XL", "B2"]


def packed(files: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "sku"),
    [
        ("A-1.jpg", "A-1"),
        ("a-1.PNG", "A-1"),
        ("A-1-2.jpg", "A-1"),
        ("A-1 (3).webp", "A-1"),
        ("A-1_04.avif", "A-1"),
        ("A-1-XL.jpg", "A-1-XL"),
        ("A-1-XL-2.jpg", "A-1-XL"),
        ("A-10.jpg", ""),
        ("B2.jpg", "B2"),
        ("B.jpg", ""),
        ("front.jpg", ""),
    ],
)
def test_a_file_name_says_its_sku(name: str, sku: str) -> None:
    assert named_sku(name, SKUS) == sku


def test_the_one_without_a_number_comes_first() -> None:
    names = ["A-1-10.jpg", "A-1-2.jpg", "A-1.jpg"]
    assert by_sku(names, SKUS) == {"A-1": ["A-1.jpg", "A-1-2.jpg", "A-1-10.jpg"]}


def test_folders_and_what_macos_adds_are_left_out() -> None:
    content = packed({"photos/A-1.jpg": b"x", "__MACOSX/._A-1.jpg": b"y", ".DS_Store": b"z"})
    assert opened(content).pictures == {"A-1.jpg": b"x"}


def test_a_workbook_is_no_archive_of_pictures() -> None:
    assert not is_archive(packed({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
    assert is_archive(packed({"A-1.jpg": b"x"})) and not is_archive(b"sku,price")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"A-1.jpg": b"x", "run.exe": b"x"}, "“run.exe” in the zip is neither a picture nor a table."),
        ({"A-1.jpg": b"x", "more.zip": b"x"}, "“more.zip” in the zip is neither"),
        ({"A-1.svg": b"<svg>"}, "“A-1.svg” in the zip is neither"),
        ({"one/A-1.jpg": b"x", "two/a-1.jpg": b"y"}, "Two files in the zip are called"),
        ({"a.csv": b"sku", "b.csv": b"sku", "A-1.jpg": b"x"}, "The zip holds 2 tables."),
        ({"a.csv": b"sku"}, "The zip holds no picture."),
    ],
)
def test_what_a_zip_may_not_hold_is_said(files: dict[str, bytes], says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        opened(packed(files))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    content = packed({"A-1.jpg": b"\0" * (MOST_UNPACKED + 1)})
    assert len(content) < 100_000
    with pytest.raises(UnreadableFile, match="At most|at most"):
        opened(content)


def test_a_zip_that_lies_about_a_size_is_damaged() -> None:
    content = packed({"A-1.jpg": b"\0" * 5_000_000})
    size = (5_000_000).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match="damaged"):
        opened(content.replace(size, (10).to_bytes(4, "little")))


def test_too_many_pictures_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="at most"):
        opened(packed({f"A-{number}.jpg": b"" for number in range(MOST_PICTURES + 2)}))


def test_a_cut_zip_is_none() -> None:
    assert not is_archive(zipped(a__jpg=b"x" * 1000)[:500])
