"""Prepare and serve the demo; started by `make demo` inside .venv. Standard library only.

Each preparation step has a stamp: the hash of the files it depends on. A step whose files have
not changed since it last succeeded is skipped, so a second start takes seconds.
"""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
os.chdir(ROOT)
PORT = int(os.environ.get("PORT", "8000"))
HOST = os.environ.get("HOST", "127.0.0.1")
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var" / "demo"))
SILENCE = 10  # seconds between two words to somebody who waits
# Else each thread keeps what it has freed to itself, up to a hundred megabytes in each web process.
MALLOC = {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072"}
ENV = {
    **MALLOC,
    **os.environ,
    "DJANGO_SETTINGS_MODULE": "shop.settings.demo",
    "SHOP_URL": f"http://{HOST}:{PORT}",
}

# step, what it says, the files it depends on
LOCK = "requirements/base.txt"
MIGRATIONS = ["shop/**/migrations/*.py", "guides/**/migrations/*.py", LOCK]
DEMO_DATA = [
    "shop/demo/**/*",
    "guides/demo*",
    "guides/demo*/**/*",
    "guides/newsletter/demo*",
    "guides/claims/demo*",
    *MIGRATIONS,
]
STATIC = ["static/**/*", "templates/**/*.html", "shop/settings/*.py", LOCK]
STEPS = [
    ("migrate", "Making the database", MIGRATIONS),
    ("load_demo", "Loading the demo catalogue and its pictures", DEMO_DATA),
    ("collectstatic", "Collecting static files", STATIC),
    ("compress", "Bundling the styles", STATIC),  # out of the collected files, so after them
]
QUIET = {
    "migrate": ["--verbosity", "0"],
    "compress": ["--force", "--verbosity", "0"],
    "collectstatic": ["--no-input", "--verbosity", "0"],
}


def main() -> None:
    refuse_taken_port()
    for step, says, patterns in STEPS:
        prepare(step, says, patterns)
    serve()


def refuse_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, PORT))
        except OSError:
            stop(f"Port {PORT} is taken. Stop what runs there, or choose another: PORT=8010 make demo")


def prepare(step: str, says: str, patterns: list[str]) -> None:
    stamp = VAR / "stamps" / step
    wanted = digest(patterns)
    if stamp.exists() and stamp.read_text() == wanted and any(VAR.glob("*.sqlite3")):
        return
    print(f"{says} ...", end=" ", flush=True)
    started = time.monotonic()
    command = [sys.executable, "manage.py", step, *QUIET.get(step, [])]
    result = subprocess.run(command, env=ENV, capture_output=True, text=True, check=False)
    if result.returncode:
        stop(f"failed.\n{result.stdout}{result.stderr}")
    if step == "compress":
        shrink_bundles()
    print(f"{time.monotonic() - started:.0f} s")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def shrink_bundles() -> None:
    """Give the bundles the .br and .gz that collectstatic gave every other file."""
    bundles = VAR / "static" / "CACHE"
    if bundles.is_dir():
        subprocess.run([sys.executable, "-m", "whitenoise.compress", "--quiet", bundles], check=True)


def digest(patterns: list[str]) -> str:
    total = hashlib.sha256()
    for file in files(patterns):
        total.update(str(file).encode() + file.read_bytes())
    return total.hexdigest()


def files(patterns: list[str]) -> Iterator[Path]:
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                yield file


def serve() -> None:
    """Start server and tasks in sessions of their own, so that Ctrl-C reaches only us."""
    listen = ["--interface", "wsgi", "--host", HOST, "--port", str(PORT), "--log-level", "warning"]
    size = ["--workers", "2", "--blocking-threads", "12"]
    server = start("-m", "shop.web.server", *listen, *size, "shop.wsgi:application")
    worker = start("manage.py", "run_tasks", "--queue-name", "*", "--verbosity", "0")
    children = {"The server": server, "Task worker and scheduler": worker}
    signal.signal(signal.SIGTERM, interrupt)
    try:
        wait_until_healthy(server)
        announce()
        watch(children)
    except KeyboardInterrupt:
        print("\nStopping ...", flush=True)
    finally:
        end(list(children.values()))
    print("The shop has stopped.")


def start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *words], env=ENV, start_new_session=True)


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def wait_until_healthy(server: subprocess.Popen[bytes]) -> None:
    """Wait as long as the process lives: a busy machine needs its time."""
    next_word = time.monotonic() + SILENCE
    while True:
        if server.poll() is not None:
            stop("The server did not start; its message is above.")
        if answers():
            return
        time.sleep(0.1)
        if time.monotonic() > next_word:
            print("Still starting ...", flush=True)
            next_word += SILENCE


def answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{PORT}/healthz", timeout=2):
            return True
    except OSError:
        return False


def announce() -> None:
    base = f"http://{HOST}:{PORT}"
    signins = ROOT / "shop" / "demo" / "signins.txt"
    print(f"""
The shop is open:
  shop       {base}/
  mailbox    {base}/demo/mailbox/   every mail it sends
  office     {base}/office/         orders, products, pages, guides: everybody’s first page
{signins.read_text().rstrip() if signins.exists() else ""}
Stop with Ctrl-C.""", flush=True)  # fmt: skip


def watch(children: dict[str, subprocess.Popen[bytes]]) -> None:
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                end(list(children.values()))
                stop(f"{name} ended by itself (exit {child.returncode}); its message is above.")
        time.sleep(0.5)


def end(children: list[subprocess.Popen[bytes]]) -> None:
    """Ask both to finish, then kill them."""
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)


def stop(message: str) -> NoReturn:
    print(message, file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
