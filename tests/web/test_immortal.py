"""What is loaded before the fork stays shared when a web worker uses it."""

import gc
import subprocess
import sys
from typing import Any

import pytest

from shop.web import immortal

# A child that uses each of many objects, and how many kilobytes it had to copy for that.
PROGRAM = """
import gc, os, re, sys
from pathlib import Path
from shop.web.immortal import make_immortal
names = [f"a name of some length, number {number}" for number in range(200_000)]
if sys.argv[1] == "immortal":
    assert make_immortal() > len(names)
gc.freeze()
if os.fork() == 0:
    used = list(names)
    del used
    found = re.findall(r"Private_Dirty: +([0-9]+) kB", Path("/proc/self/smaps_rollup").read_text())
    print(found[0], flush=True)
    os._exit(0)
os.wait()
"""
NAMES = 15_000  # kilobytes, at least


def copied(how: str) -> int:
    command = [sys.executable, "-c", PROGRAM, how]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout)


def test_using_them_copies_nothing() -> None:
    assert copied("immortal") < NAMES / 3


def test_objects_that_are_counted_are_copied() -> None:
    """The control."""
    assert copied("counted") > NAMES


@pytest.mark.parametrize("version", [(3, 11, 9), (3, 15, 0)])
def test_a_python_that_is_not_known_is_left_alone(
    version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(gc, "get_objects", never)
    assert immortal.make_immortal() == 0
