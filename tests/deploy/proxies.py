"""The proxies of deploy/, started as they stand but for ports and folders, before a shop in production."""

import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from pathlib import Path
from ssl import CERT_NONE, PROTOCOL_TLS_CLIENT, SSLContext
from typing import Any

from bench.ports import free_port, wait_for_port

DEPLOY = Path("deploy")
SUBJECT = "/CN=shop.example"


@dataclass
class Proxy:
    """A running proxy: its name, its ports with and without TLS, and the folder that it serves as /media/."""

    name: str
    port: int
    plain_port: int
    media: Path

    def ask(self, method: str, path: str, *, visitor: str = "127.0.0.1", **more: Any) -> HTTPResponse:
        """One request from a loopback address; the body has been read into `response.body`."""
        plain = socket.create_connection(("127.0.0.1", self.port), source_address=(visitor, 0))
        connection = HTTPSConnection("shop.example", self.port)
        connection.sock = _trusting().wrap_socket(plain, server_hostname="shop.example")
        headers = {"Host": "shop.example", **more.pop("headers", {})}
        connection.request(method, path, headers=headers, **more)
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        connection.close()
        return response

    def ask_plainly(self, method: str, path: str) -> HTTPResponse:
        """One request without TLS."""
        connection = HTTPConnection("127.0.0.1", self.plain_port)
        connection.request(method, path, headers={"Host": "shop.example"})
        response = connection.getresponse()
        connection.close()
        return response


@cache
def _trusting() -> SSLContext:
    """Takes our own certificate. `create_default_context` reads all of the system's: 30 ms a request."""
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, CERT_NONE
    return context


def changed(file: str, changes: Mapping[str, str]) -> str:
    """A file of deploy/ with the changes that its first lines name, and free ports."""
    text = (DEPLOY / file).read_text()
    for old, new in changes.items():
        assert old in text, f"{file} no longer has {old}"
        text = text.replace(old, new)
    return text


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of our own for shop.example, and its key."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", SUBJECT]
    subprocess.run(  # noqa: S603
        [*command, "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True
    )
    return cert, key


@contextmanager
def nginx(folder: Path, shop_port: int, spare_port: int = 9) -> Iterator[Proxy]:
    cert, key = certificate(folder)
    proxy = Proxy("nginx", free_port(), free_port(), folder / "media")
    conf = changed(
        "nginx.conf",
        {
            "listen 80;": f"listen 127.0.0.1:{proxy.plain_port};",
            "    listen [::]:80;\n": "",
            "listen 443": f"listen 127.0.0.1:{proxy.port}",
            "    listen [::]:443 ssl http2;\n": "",
            "/etc/letsencrypt/live/shop.example/fullchain.pem": str(cert),
            "/etc/letsencrypt/live/shop.example/privkey.pem": str(key),
            "/var/log/nginx/shop.log": str(folder / "access.log"),
            "/var/cache/nginx/plainsong": str(folder / "cache"),
            "proxy_cache pages;": "proxy_cache pages; add_header X-Cache-Status $upstream_cache_status;",
            "/srv/plainsong/var/media/": f"{proxy.media}/",
            "127.0.0.1:8000": f"127.0.0.1:{shop_port}",
            "127.0.0.1:8001": f"127.0.0.1:{spare_port}",
        },
    )
    main = f"pid {folder}/pid; error_log {folder}/error.log; daemon off; user root;\nevents {{}}\n"
    (folder / "nginx.conf").write_text(f"{main}http {{ include /etc/nginx/mime.types;\n{conf}\n}}")
    with _running(proxy, ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")]):
        yield proxy


@contextmanager
def caddy(folder: Path, shop_port: int, spare_port: int = 9) -> Iterator[Proxy]:
    cert, key = certificate(folder)
    proxy = Proxy("caddy", free_port(), free_port(), folder / "media")
    site = f"https://shop.example:{proxy.port} {{\n\tbind 127.0.0.1\n\ttls {cert} {key}"
    changes = {
        "http://shop.example {": f"http://shop.example:{proxy.plain_port} {{\n\tbind 127.0.0.1",
        "shop.example {": site,
        "/srv/plainsong/var/media": str(proxy.media),
        "127.0.0.1:8000": f"127.0.0.1:{shop_port}",
        "127.0.0.1:8001": f"127.0.0.1:{spare_port}",
    }
    alone = "{\n\tadmin off\n\tauto_https disable_redirects\n}\n"
    (folder / "Caddyfile").write_text(alone + changed("Caddyfile", changes))
    with _running(proxy, ["caddy", "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]):
        yield proxy


@contextmanager
def _running(proxy: Proxy, command: list[str]) -> Iterator[None]:
    proxy.media.mkdir()
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for_port(proxy.port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=15)


PROXIES = {"nginx": nginx, "caddy": caddy}


def is_there(name: str) -> bool:
    return shutil.which(name) is not None
