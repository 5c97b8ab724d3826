"""The outcome of a check or an import, as it is stored with the file."""

from collections.abc import Sequence
from typing import Any

from shop.backoffice.catalogue_files.pictures import PICTURES
from shop.catalogue.importing.reader import Problem, Row
from shop.catalogue.importing.services import Changes, Report


def outcome_of(rows: Sequence[Row], report: Report, *, has_row_numbers: bool) -> dict[str, Any]:
    """Counts, the rows that change something, and the problems, each with the SKU of its row.

    Rows that were converted from another system’s file haven’t the numbers that its spreadsheet shows.
    """
    skus = {row.number: row.sku for row in rows}
    return {
        "counts": {name: report.outcomes[name] for name in ("added", "changed", "unchanged")},
        "rows": [_stored(row) for row in rows if row.outcome != "unchanged"],
        "problems": [_problem(found, skus, has_row_numbers=has_row_numbers) for found in report.problems],
    }


def _stored(row: Row) -> dict[str, Any]:
    changes = {column: list(pair) for column, pair in row.changes.items()}
    return {"sku": row.sku, "name": row.name, "outcome": row.outcome, "changes": changes}


def _problem(found: Problem, skus: dict[int, str], *, has_row_numbers: bool) -> str:
    """“Row 2 (PS-1), price: …”, or “PS-1, price: …”."""
    sku = skus.get(found.row, "")
    row = f"Row {found.row} ({sku})" if sku else f"Row {found.row}"
    if sku and not has_row_numbers:
        row = sku
    return f"{row}, {found.column or 'whole row'}: {found.text}"


def pictures_in(outcome: dict[str, Any]) -> dict[str, str]:
    """The names of the pictures that each SKU gets."""
    return {
        row["sku"]: row["changes"][PICTURES][1]
        for row in outcome.get("rows", [])
        if PICTURES in row["changes"]
    }


def changes_in(outcome: dict[str, Any]) -> Changes:
    """What was shown in the preview, as `import_rows` compares it; pictures are apart."""
    found = {
        row["sku"]: {
            column: (pair[0], pair[1]) for column, pair in row["changes"].items() if column != PICTURES
        }
        for row in outcome.get("rows", [])
    }
    return {sku: changes for sku, changes in found.items() if changes}


def added_in(outcome: dict[str, Any]) -> list[str]:
    """The SKUs of new products."""
    return [row["sku"] for row in outcome.get("rows", []) if row["outcome"] == "added"]
