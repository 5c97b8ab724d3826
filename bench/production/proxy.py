"""nginx with deploy/nginx.conf as docs/server.md changes it for two machines and a bucket."""

import os
import re
from pathlib import Path

from bench.ports import free_port, wait_for_port
from bench.production.services import Service
from tests.deploy.proxies import certificate, changed

MAIN = "pid {folder}/nginx.pid; error_log {folder}/nginx-error.log; daemon off; user root;\nevents {{}}\n"
FOLDER_OF_UPLOADS = r" *# Uploads:.*?\n    }\n"


def proxy(folder: Path, addresses: tuple[str, str]) -> tuple[Service, int]:
    """The service and the port of its TLS."""
    port = free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(MAIN.format(folder=folder) + f"http {{\n{site(folder, port, addresses)}\n}}\n")
    service = Service("nginx", ["nginx", "-p", str(folder), "-c", str(configuration)], os.environ, folder)
    service.start()
    wait_for_port(port)
    return service, port


def site(folder: Path, port: int, addresses: tuple[str, str]) -> str:
    """deploy/nginx.conf for these addresses: both machines serve, and uploads come from the shop."""
    cert, key = certificate(folder)
    text = changed(
        "nginx.conf",
        {
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "    listen [::]:80;\n": "",
            "listen 443": f"listen 127.0.0.1:{port}",
            "    listen [::]:443 ssl http2;\n": "",
            "/etc/letsencrypt/live/shop.example/fullchain.pem": str(cert),
            "/etc/letsencrypt/live/shop.example/privkey.pem": str(key),
            "/var/log/nginx/shop.log": str(folder / "nginx-access.log"),
            "/var/cache/nginx/plainsong": str(folder / "nginx-cache"),
            "127.0.0.1:8000": addresses[0],
            "127.0.0.1:8001 backup": addresses[1],
        },
    )
    return re.sub(FOLDER_OF_UPLOADS, "", text, count=1, flags=re.DOTALL)
