import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from dotenv import dotenv_values
from pyrage import x25519

from shop.deployment.env_file import SECRETS
from tests.shop.test_payment_settings import start

EXAMPLE = Path(settings.BASE_DIR) / "deploy" / "env.example"
SELLER = {"TRADER_NAME": "A", "TRADER_ADDRESS": "B", "TRADER_EMAIL": "c@shop.example", "TRADER_PHONE": "1"}


@pytest.fixture
def target(settings: Any, tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "deploy").mkdir()
    (tmp_path / "deploy" / "env.example").write_text(EXAMPLE.read_text())
    settings.BASE_DIR = tmp_path
    return tmp_path / ".env"


def made(target: Path) -> dict[str, str]:
    call_command("make_env", host="shop.example")
    return {name: value or "" for name, value in dotenv_values(target).items()}


def test_nobody_else_reads_the_file(target: Path) -> None:
    made(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_secrets_are_long_and_new(target: Path) -> None:
    first = made(target)
    target.unlink()
    second = made(target)
    for name in SECRETS:
        assert len(first[name]) >= 50
        assert first[name] != second[name]


def test_the_backups_key_opens_what_it_locks(target: Path) -> None:
    assert x25519.Identity.from_str(made(target)["BACKUP_KEY"])


def test_an_existing_file_is_never_replaced(target: Path) -> None:
    target.write_text("SECRET_KEY=old\n")
    with pytest.raises(CommandError, match="stays as it is"):
        call_command("make_env")
    assert target.read_text() == "SECRET_KEY=old\n"


@pytest.mark.parametrize(
    "host", ["https://shop.example", "shop.example/", "shop", "oils.example:80", "a b.c"]
)
def test_a_name_that_is_no_host_makes_no_file(host: str, target: Path) -> None:
    with pytest.raises(CommandError, match="shop.example, not"):
        call_command("make_env", host=host)
    assert not target.exists()


def test_it_names_what_is_left_to_fill_in(target: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("make_env", host="shop.example")
    assert "EMAIL_URL, TRADER_NAME, TRADER_ADDRESS, TRADER_EMAIL, TRADER_PHONE" in capsys.readouterr().out


def test_production_starts_with_the_file_once_it_is_filled_in(target: Path) -> None:
    """The file alone: a sole trader without VAT fills in nothing else."""
    filled = made(target) | SELLER | {"EMAIL_URL": "smtp://mail.example:587", "VAT_REGISTERED": "False"}
    gone = dict.fromkeys(["TRADER_COMPANY_NUMBER", "TRADER_REGISTERED_IN", "TRADER_VAT_NUMBER"])
    answer = start(**(gone | filled))
    assert answer.returncode == 0, answer.stderr


def test_production_names_everything_that_is_still_empty(target: Path) -> None:
    told = start(**made(target)).stderr
    assert "EMAIL_URL, TRADER_NAME, TRADER_ADDRESS, TRADER_EMAIL, TRADER_PHONE must have a value" in told
