"""The demo's texts obey the claims rules: nothing forbidden (B), nothing that needs evidence first (H)."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shop.demo.data_files import DATA, MEDIA, read, read_products

with (Path(__file__).parent / "claims.csv").open(encoding="utf-8") as rules:
    FORBIDDEN = [
        re.compile(row["regex"], re.IGNORECASE)
        for row in csv.DictReader(rules, delimiter=";")
        if row["severity"] in "BH"
    ]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.json")), ids=lambda path: path.name)
def test_no_text_makes_a_claim_we_cannot_prove(path: Any) -> None:
    found = texts(read(str(path.relative_to(DATA))))
    assert not [text for text in found for rule in FORBIDDEN if rule.search(text)]


def test_every_picture_is_there_and_described() -> None:
    images = [image for product in read_products() for image in product["images"]]
    assert not [image for image in images if not (MEDIA / image["file"]).exists() or not image["alt"]]


def test_every_ingredient_has_a_note() -> None:
    glossary = {row["inci_name"] for row in read("ingredients.json") if row["note"]}
    assert {name for product in read_products() for name in product["inci"]} <= glossary
