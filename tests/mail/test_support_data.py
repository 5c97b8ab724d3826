"""Our table of what mail programs keep agrees with the data of caniemail.com (`bin/caniemail`)."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.mail.client_support import NO_PAGE, PROPERTIES, VALUES

DATA = Path(settings.BASE_DIR) / "build/caniemail/package/dist/data/caniemail.json"
OUTLOOK = [("outlook", "windows")]
GMAIL = [("gmail", "desktop-webmail"), ("gmail", "ios"), ("gmail", "android")]
Feature = Mapping[str, Any]


@pytest.fixture(scope="module")
def features() -> Mapping[str, Feature]:
    """Each feature of caniemail.com by its slug."""
    if not DATA.exists():
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no data of caniemail.com: bin/caniemail fetches it")
    return {feature["slug"]: feature for feature in json.loads(DATA.read_text())["data"]}


def said(feature: Feature, programs: list[tuple[str, str]]) -> set[str]:
    """What the newest version of each program does: y keeps it, a keeps some of it, n drops it."""
    newest = (list(feature["stats"][family][platform].values())[-1] for family, platform in programs)
    return {word.strip().lower()[0] for word in newest}


ROWS = {name: row for name, row in PROPERTIES.items() if row.feature != NO_PAGE}


def test_every_feature_named_is_one_of_theirs(features: Mapping[str, Feature]) -> None:
    named = {row.feature for row in ROWS.values()} | set(VALUES.values())
    assert named - set(features) == set()


def test_what_outlook_drops_has_something_instead(features: Mapping[str, Feature]) -> None:
    dropped = {name for name, row in ROWS.items() if "n" in said(features[row.feature], OUTLOOK)}
    assert {name for name in dropped if not ROWS[name].instead} == set()
    assert "border-radius" in dropped


def test_nothing_is_used_that_gmail_drops(features: Mapping[str, Feature]) -> None:
    assert {name for name, row in ROWS.items() if "n" in said(features[row.feature], GMAIL)} == set()


def test_what_is_kept_in_part_is_noted(features: Mapping[str, Feature]) -> None:
    partly = {name for name, row in ROWS.items() if "a" in said(features[row.feature], OUTLOOK + GMAIL)}
    assert {name for name in partly if not (ROWS[name].partly or ROWS[name].instead)} == set()
    assert "font-size" in partly
