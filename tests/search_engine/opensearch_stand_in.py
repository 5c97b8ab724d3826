"""A stand-in for an OpenSearch server: those calls of its HTTP interface that the shop makes, in memory.

A document matches a query if its texts have all, or any, of the words: a real server copies them into
`_all_text`, the field that queries name, because the mapping says so.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

Answer = tuple[int, Any]
NONE: Answer = (
    404,
    {"error": {"type": "index_not_found_exception", "reason": "none"}, "status": 404},
)

TYPES = {"content_type", "_django_content_type"}


class Indexes:
    """Indexes by name, each with its documents by id, and aliases of indexes."""

    def __init__(self) -> None:
        self.documents: dict[str, dict[str, Any]] = {}
        self.aliases: dict[str, str] = {}

    def of(self, name: str) -> dict[str, Any] | None:
        return self.documents.get(self.aliases.get(name, name))

    def answer(self, method: str, path: list[str], body: str) -> Answer:
        unknown = {"error": {"type": "unknown", "reason": f"{method} {path}"}, "status": 400}
        return self.of_documents(method, path, body) or self.of_indexes(method, path) or (400, unknown)

    def of_documents(self, method: str, path: list[str], body: str) -> Answer | None:
        """Calls that search, write and delete documents."""
        match method, path:
            case "POST" | "PUT", [name, "_bulk"]:
                return self.bulk(name, body)
            case "POST", [name, "_search"]:
                return self.search(name, json.loads(body))
            case _, ["_search", "scroll", *_]:
                return 200, {"hits": {"hits": []}}
            case "PUT" | "POST", [name, "_doc", key]:
                self.documents.setdefault(self.aliases.get(name, name), {})[key] = json.loads(body)
                return 201, {"result": "created"}
            case "DELETE", [name, "_doc", key]:
                found = (self.of(name) or {}).pop(key, None)
                return (200, {}) if found else (404, {"result": "not_found"})
        return None

    def of_indexes(self, method: str, path: list[str]) -> Answer | None:
        """Calls that make, name, refresh and delete indexes."""
        match method, path:
            case "PUT", [name, "_alias" | "_aliases", alias]:
                self.aliases[alias] = name
                return 200, {}
            case "HEAD" | "GET", ["_alias", alias]:
                here = self.aliases.get(alias)
                return (200, {here: {"aliases": {alias: {}}}}) if here else NONE
            case ("PUT", [_, "_mapping" | "_mappings"]) | ("POST", [_, "_refresh"]):
                return 200, {}
            case "PUT", [name]:
                self.documents[name] = {}
                return 200, {"acknowledged": True}
            case "HEAD", [name]:
                return (200, {}) if self.of(name) is not None else NONE
            case "DELETE", [name]:
                return (200, {}) if self.documents.pop(name, None) is not None else NONE
        return None

    def bulk(self, name: str, body: str) -> Answer:
        """Pairs of lines: what to do with which document, and the document."""
        lines = [json.loads(line) for line in body.splitlines() if line]
        documents = self.documents.setdefault(self.aliases.get(name, name), {})
        for deed, document in zip(lines[::2], lines[1::2], strict=True):
            [(_, about)] = deed.items()
            documents[about["_id"]] = document
        items = [{"index": {"status": 201}} for _ in lines[::2]]
        return 200, {"errors": False, "items": items}

    def search(self, name: str, body: Any) -> Answer:
        documents = self.of(name)
        if documents is None:
            return NONE
        found = [one for one in documents.values() if matches(one, body["query"]["bool"])]
        hits = [{"_score": None, "fields": {"pk": [one["pk"]]}} for one in found]
        return 200, {"_scroll_id": "1", "hits": {"hits": hits}}


def matches(document: Any, asked: Any) -> bool:
    wanted = asked["must"].get("match", {}).get("_all_text") or asked["must"]["multi_match"]
    kind = asked["filter"]["match"]["_django_content_type"]
    words = re.findall(r"\w+", wanted["query"].lower())
    texts = [value for name, value in document.items() if name not in TYPES]
    text = set(re.findall(r"\w+", json.dumps(texts).lower()))
    every = all if wanted.get("operator") == "and" else any
    return kind in document["_django_content_type"] and every(word in text for word in words)


@contextmanager
def opensearch() -> Iterator[tuple[str, Indexes]]:
    """Its address, and what it holds."""
    indexes = Indexes()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = urlsplit(self.path).path.strip("/").split("/")
            status, found = indexes.answer(self.command, path, body)
            text = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(text)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/shop", indexes
    finally:
        server.shutdown()
        server.server_close()
