"""The bill of materials names every package of the lock file, so that a scanner misses none."""

import re
from importlib import import_module

sbom = import_module("bin.sbom")
LOCK = sbom.LOCK.read_text()


def test_every_package_of_the_lock_is_named_once() -> None:
    named = [part["name"] for part in sbom.components(LOCK)]
    pinned = {
        line.partition("==")[0].partition("[")[0] for line in LOCK.splitlines() if re.match(r"\w.*==", line)
    }
    assert set(named) == pinned and len(pinned) > 50
    assert "django" in named


def test_a_package_has_its_version_and_its_address_in_registries() -> None:
    (part,) = sbom.components("Some_thing[extra]==1.2.3 ; python_version < '4' \\\n    --hash=sha256:ab\n")
    assert (part["version"], part["purl"]) == ("1.2.3", "pkg:pypi/some-thing@1.2.3")


def test_the_same_lock_makes_the_same_bill() -> None:
    assert sbom.bill(LOCK) == sbom.bill(LOCK)
    assert sbom.bill(LOCK)["serialNumber"] != sbom.bill("a==1")["serialNumber"]
