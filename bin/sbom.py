"""`make sbom`: a CycloneDX bill of materials of the running shop, out of requirements/base.txt."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "base.txt"
TARGET = ROOT / "build" / "sbom.json"
PINNED = re.compile(r"^([a-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE | re.IGNORECASE)


class Component(TypedDict):
    """A package at the version that the lock file pins."""

    type: str
    name: str
    version: str
    purl: str


def components(lock: str) -> Iterator[Component]:
    """Each pinned package of a lock file, those for other systems too.

    Hashes are left out: the lock has one for each file of a release, and CycloneDX wants that of one file.
    """
    for name, version in PINNED.findall(lock):
        purl = f"pkg:pypi/{re.sub(r'[-_.]+', '-', name).lower()}@{version}"
        yield {"type": "library", "name": name, "version": version, "purl": purl}


def bill(lock: str) -> dict[str, object]:
    """The bill, the same for the same lock file."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "plainsong", "bom-ref": "plainsong"}},
        "components": list(components(lock)),
    }


def main() -> int:
    """Write the bill into build/."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(bill(LOCK.read_text()), indent=1) + "\n")
    print(f"{TARGET.relative_to(ROOT)} names {len(list(components(LOCK.read_text())))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
