"""A server that speaks S3 (moto) with the shop's private bucket. It holds its files in memory."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import boto3  # type: ignore[import-untyped]

from bench.ports import free_port, wait_for_port
from bench.production.environment import S3_KEYS
from bench.production.machines import shared_address
from bench.production.services import Service
from bench.production.stores import started

BUCKET, REGION = "oils", "eu-west-2"


@dataclass
class FileStore:
    """The service, and the files that it held when it was stopped: they come back with it."""

    service: Service
    port: int
    _files: dict[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        key, secret = S3_KEYS.values()
        self._endpoint = f"http://{shared_address()}:{self.port}"
        self._client = boto3.client(
            "s3",
            endpoint_url=self._endpoint,
            region_name=REGION,
            aws_access_key_id=key,
            aws_secret_access_key=secret,
        )

    @property
    def address(self) -> str:
        """The value of MEDIA_STORAGE."""
        return f"s3://{BUCKET}/shop?endpoint={self._endpoint}&region={REGION}"

    def stop(self) -> None:
        """Kill it."""
        found = self._client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
        self._files = {one["Key"]: self._content(one["Key"]) for one in found}
        self.service.kill()

    def start(self) -> None:
        """Start it again with what it held."""
        self.service.start()
        wait_for_port(self.port, shared_address())
        self.fill()

    def fill(self) -> None:
        """Make the bucket, as the owner does once at the provider's, and put the files into it."""
        self._client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        for name, content in self._files.items():
            self._client.put_object(Bucket=BUCKET, Key=name, Body=content)

    def _content(self, name: str) -> bytes:
        return bytes(self._client.get_object(Bucket=BUCKET, Key=name)["Body"].read())


def file_store(folder: Path, env: Mapping[str, str]) -> FileStore:
    """One that runs, with an empty bucket."""
    address = shared_address()
    port = free_port(address)
    command = [sys.executable, "-m", "moto.server", "-H", address, "-p", str(port)]
    store = FileStore(started("s3", command, env, folder, port), port)
    store.fill()
    return store
