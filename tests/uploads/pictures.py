"""Pictures as they are uploaded, good and bad, each as a file's name and bytes."""

from io import BytesIO
from typing import Any

from PIL import Image

RED, CLEAR = (200, 30, 30), (0, 0, 0, 0)
PHOTO_CUT_SHORT = 3_000


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


def damaged() -> dict[str, bytes]:
    """The first part of each format, its end missing."""
    whole = {kind: encoded(noise(), kind) for kind in ("JPEG", "PNG", "WEBP")}
    whole["progressive JPEG"] = encoded(noise(), "JPEG", progressive=True)
    return {f"a {kind} cut short": data[:-PHOTO_CUT_SHORT] for kind, data in whole.items()}


def bad() -> dict[str, bytes]:
    """What no form may take."""
    return damaged() | {
        "a GIF": encoded(plain(), "GIF"),
        "a moving GIF": moving("GIF"),
        "a moving WebP": moving("WEBP"),
        "a moving PNG": moving("PNG"),
        "a TIFF": encoded(plain(), "TIFF"),
        "a TIFF of floating-point greys": encoded(plain("F"), "TIFF"),
        "a BMP": encoded(plain(), "BMP"),
        "a PNG of 16-bit greys": encoded(plain("I;16"), "PNG"),
        "a PNG of 108 megapixels": encoded(plain("1", (12_000, 9_000)), "PNG"),
        "a JPEG of 54 megapixels": encoded(plain("L", (9_000, 6_000)), "JPEG"),
        "a page": b"<!doctype html><script>alert(1)</script>",
        "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "nothing": b"",
        "a JPEG's head": encoded(plain(), "JPEG")[:20],
    }


def good() -> dict[str, bytes]:
    """What every form takes, and the processing bears."""
    clear = plain("RGBA", color=CLEAR)
    return {
        "a JPEG": encoded(plain(color=RED), "JPEG"),
        "a JPEG of greys": encoded(plain("L", color=90), "JPEG"),
        "a JPEG for print": encoded(plain("CMYK"), "JPEG"),
        "a progressive JPEG": encoded(noise(), "JPEG", progressive=True),
        "a JPEG with a broken profile": encoded(plain(color=RED), "JPEG", icc_profile=b"no profile"),
        "a PNG": encoded(plain(color=RED), "PNG"),
        "a clear PNG": encoded(clear, "PNG"),
        "a clear PNG of greys": encoded(plain("LA", color=(0, 0)), "PNG"),
        "a PNG with a palette and a clear colour": encoded(plain("P"), "PNG", transparency=0),
        "a clear WebP": encoded(clear, "WEBP", lossless=True, exact=True),
        "a clear AVIF": encoded(clear, "AVIF"),
        "a black and white PNG": encoded(plain("1", color=1), "PNG"),
    }
