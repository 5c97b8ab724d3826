"""Pictures as they are uploaded, good and bad, each as a file's name and bytes."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import Any

from PIL import Image

RED, CLEAR = (200, 30, 30), (0, 0, 0, 0)
PHOTO_CUT_SHORT = 3_000


class Files(Mapping[str, bytes]):
    """Files by name, each encoded when it is first asked for: collecting the tests needs only the names."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        self.makers = makers
        self._made: dict[str, bytes] = {}

    def __getitem__(self, name: str) -> bytes:
        if name not in self._made:
            self._made[name] = self.makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.makers)

    def __len__(self) -> int:
        return len(self.makers)


def encoded(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def noise(size: int = 800) -> Image.Image:
    """A picture that doesn't compress well."""
    return Image.effect_noise((size, size), 90).convert("RGB")


def plain(mode: str = "RGB", size: tuple[int, int] = (800, 800), **more: Any) -> Image.Image:
    return Image.new(mode, size, **more)


def moving(kind: str) -> bytes:
    frames = [plain(color="red"), plain(color="blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


def damaged() -> Files:
    """The first part of each format, its end missing."""
    whole: dict[str, Callable[[], bytes]] = {
        "JPEG": lambda: encoded(noise(), "JPEG"),
        "PNG": lambda: encoded(noise(), "PNG"),
        "WEBP": lambda: encoded(noise(), "WEBP"),
        "progressive JPEG": lambda: encoded(noise(), "JPEG", progressive=True),
    }
    return Files({f"a {kind} cut short": _cut_short(make) for kind, make in whole.items()})


def _cut_short(make: Callable[[], bytes]) -> Callable[[], bytes]:
    return lambda: make()[:-PHOTO_CUT_SHORT]


def bad() -> Files:
    """What no form may take."""
    others: dict[str, Callable[[], bytes]] = {
        "a GIF": lambda: encoded(plain(), "GIF"),
        "a moving GIF": lambda: moving("GIF"),
        "a moving WebP": lambda: moving("WEBP"),
        "a moving PNG": lambda: moving("PNG"),
        "a TIFF": lambda: encoded(plain(), "TIFF"),
        "a TIFF of floating-point greys": lambda: encoded(plain("F"), "TIFF"),
        "a BMP": lambda: encoded(plain(), "BMP"),
        "a PNG of 16-bit greys": lambda: encoded(plain("I;16"), "PNG"),
        "a PNG of 108 megapixels": lambda: encoded(plain("1", (12_000, 9_000)), "PNG"),
        "a JPEG of 54 megapixels": lambda: encoded(plain("L", (9_000, 6_000)), "JPEG"),
        "a page": lambda: b"<!doctype html><script>alert(1)</script>",
        "a drawing": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "nothing": lambda: b"",
        "a JPEG's head": lambda: encoded(plain(), "JPEG")[:20],
    }
    return Files(dict(damaged().makers) | others)


def good() -> Files:
    """What every form takes, and the processing bears."""
    makers: dict[str, Callable[[], bytes]] = {
        "a JPEG": lambda: encoded(plain(color=RED), "JPEG"),
        "a JPEG of greys": lambda: encoded(plain("L", color=90), "JPEG"),
        "a JPEG for print": lambda: encoded(plain("CMYK"), "JPEG"),
        "a progressive JPEG": lambda: encoded(noise(), "JPEG", progressive=True),
        "a JPEG with a broken profile": lambda: encoded(plain(color=RED), "JPEG", icc_profile=b"no profile"),
        "a PNG": lambda: encoded(plain(color=RED), "PNG"),
        "a clear PNG": lambda: encoded(plain("RGBA", color=CLEAR), "PNG"),
        "a clear PNG of greys": lambda: encoded(plain("LA", color=(0, 0)), "PNG"),
        "a PNG with a palette and a clear colour": lambda: encoded(plain("P"), "PNG", transparency=0),
        "a clear WebP": lambda: encoded(plain("RGBA", color=CLEAR), "WEBP", lossless=True, exact=True),
        "a clear AVIF": lambda: encoded(plain("RGBA", color=CLEAR), "AVIF"),
        "a black and white PNG": lambda: encoded(plain("1", color=1), "PNG"),
    }
    return Files(makers)
