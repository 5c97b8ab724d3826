"""The file of bank holidays is what the package holidays says today."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from django.conf import settings

from shop.shipping.bank_holidays import FILE, HOLIDAYS_KNOWN_UNTIL, bank_holidays

PROGRAM = Path(settings.BASE_DIR) / "bin" / "bank_holidays.py"


def test_the_file_is_what_its_program_prints() -> None:
    done = subprocess.run([sys.executable, PROGRAM], capture_output=True, text=True, check=True)  # noqa: S603
    assert FILE.read_text() == done.stdout


def test_it_ends_long_after_the_list_that_the_check_warns_of() -> None:
    assert bank_holidays(HOLIDAYS_KNOWN_UNTIL + 30, "SCT")


def test_a_day_that_is_one_in_a_single_nation_has_it_alone() -> None:
    saint_patrick = date(2027, 3, 17)
    nations = ("ENG", "WLS", "SCT", "NIR", "IM", "JE", "GG")
    assert [code for code in nations if saint_patrick in bank_holidays(2027, code)] == ["NIR"]
