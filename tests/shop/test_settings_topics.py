"""The settings of all topics together."""

import ast
from collections import defaultdict
from importlib import import_module

from tests.architecture.source_files import ROOT

BASE = ast.parse((ROOT / "shop" / "settings" / "base.py").read_text())
TOPICS = [
    str(node.module)
    for node in BASE.body
    if isinstance(node, ast.ImportFrom) and [one.name for one in node.names] == ["*"]
]


def test_no_setting_depends_on_the_order_of_the_topics() -> None:
    """Two that say a different value for one name: which holds would be a matter of the alphabet."""
    said = defaultdict(list)
    for topic in TOPICS:
        for name, value in vars(import_module(topic)).items():
            if name.isupper() and value not in said[name]:
                said[name].append(value)
    assert len(TOPICS) > 10
    assert [name for name, values in said.items() if len(values) > 1] == []
