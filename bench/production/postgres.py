"""The PostgreSQL of `bin/with-postgres`: stopped and started as its administrator would."""

import os
import shlex
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg


@dataclass
class Database:
    """The server behind the DATABASE_URL that `bin/with-postgres` sets."""

    url: str

    def __post_init__(self) -> None:
        with psycopg.connect(self.url) as connection:
            row = connection.execute("SHOW data_directory").fetchone()
        self._data = Path(row[0] if row else "")

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def stop(self) -> None:
        """End every connection and the server, as a restart of its machine does."""
        pid = int((self._data / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGINT)
        while (self._data / "postmaster.pid").exists():
            time.sleep(0.05)

    def start(self) -> None:
        """Start it with the words that it was started with, as the user whose files they are."""
        command = shlex.split((self._data / "postmaster.opts").read_text())
        owner = self._data.stat()
        with (self._data.parent / "server.log").open("ab") as log:
            subprocess.Popen(
                command,
                cwd=self._data,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=owner.st_uid,
                group=owner.st_gid,
            )
        self._wait()

    def _wait(self) -> None:
        for _ in range(200):
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return
        raise SystemExit("PostgreSQL did not come back.")
