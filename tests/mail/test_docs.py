"""docs/emails.md names each kind of email with the time it is stored."""

from pathlib import Path

from django.conf import settings

from shop.mail.kinds import SIX_YEARS, Kind, all_kinds


def row(kind: Kind) -> str:
    period = "six years" if kind.keep_days == SIX_YEARS else f"{kind.keep_days} days"
    return (
        f"| `{kind.name}` | {kind.label} | {period}{', without its text' if kind.has_secret_link else ''} |"
    )


def test_the_table_names_every_kind() -> None:
    rows = [row(kind) for kind in all_kinds()]
    text = (Path(settings.BASE_DIR) / "docs" / "emails.md").read_text()
    found = [line for line in text.splitlines() if line.startswith("| `")]
    assert found == rows, "docs/emails.md should have:\n" + "\n".join(rows)
