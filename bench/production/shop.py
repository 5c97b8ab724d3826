"""The whole shop on loopback: two machines, nginx, one scheduler, PostgreSQL, Redis, file store, email."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.__main__ import output
from bench.production import environment, file_store, stores
from bench.production.machines import machines
from bench.production.node import SCHEDULER, Node, node
from bench.production.postgres import Database
from bench.production.proxy import proxy
from bench.production.services import Service


@dataclass
class Shop:
    """Its parts, and the TLS port at which shoppers find it."""

    folder: Path
    env: dict[str, str]
    database: Database
    redis: Service
    files: file_store.FileStore
    nodes: list[Node]
    port: int

    def back_up(self) -> None:
        """`manage.py backup` on the first machine."""
        output(self.nodes[0].env, "manage.py", "backup")


@contextmanager
def running(folder: Path, database: Database) -> Iterator[Shop]:
    """Everything is started in the order of docs/deploy.md and ended the other way round."""
    (folder / "backups").mkdir(parents=True)
    with ExitStack() as stack:
        redis, cache = stores.redis(folder, os.environ)
        stack.callback(redis.stop)
        mail, smtp = stores.mail(folder, os.environ)
        stack.callback(mail.stop)
        files = file_store.file_store(folder, os.environ)
        stack.callback(files.service.kill)
        addresses = {"CACHE_URL": cache, "EMAIL_URL": smtp, "MEDIA_STORAGE": files.address}
        env = environment.settings(folder, addresses | {"DATABASE_URL": database.create("shop")})
        nodes = [node(machine, folder, env) for machine in machines()]
        prepare(nodes)
        for one in nodes:
            stack.callback(one.stop)
            one.start()
        scheduler = nodes[0].service("scheduler", SCHEDULER)
        stack.callback(scheduler.stop)
        scheduler.start()
        server, port = proxy(folder, (nodes[0].address, nodes[1].address))
        stack.callback(server.stop)
        for one in nodes:
            one.wait()
        yield Shop(folder, env, database, redis, files, nodes, port)


def prepare(nodes: list[Node]) -> None:
    """Tables, pages and static files, as in step 8 of docs/deploy.md; the second machine gets copies."""
    first, second = (Path(one.env["VAR_DIR"]) for one in nodes)
    with ThreadPoolExecutor(1) as beside:
        static = beside.submit(_static, nodes[0])
        output(nodes[0].env, "manage.py", "migrate", "--verbosity", "0")
        output(nodes[0].env, "manage.py", "setup_shop")
        static.result()
    output(nodes[0].env, "manage.py", "check", "--deploy")
    shutil.copytree(first / "static", second / "static")


def _static(first: Node) -> None:
    output(first.env, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    output(first.env, "manage.py", "compress", "--verbosity", "0")
