"""Documents as the clipboards of Word and Google Docs hold them, written by hand in their shape."""

from base64 import b64encode
from binascii import hexlify
from io import BytesIO
from pathlib import Path

from PIL import Image

FOLDER = Path(__file__).parent


def a_png(colour: str = "#dfe5d3") -> bytes:
    file = BytesIO()
    Image.new("RGB", (60, 40), colour).save(file, "PNG")
    return file.getvalue()


def word() -> str:
    return (FOLDER / "word.html").read_text()


def google_docs() -> str:
    """Copied: one picture stands at Google, one comes along."""
    return (FOLDER / "google-docs.html").read_text().replace("PICTURE", b64encode(a_png()).decode())


def google_docs_saved() -> str:
    """Saved as a web page, with its pictures in a folder."""
    return (FOLDER / "google-docs-saved.html").read_text()


def word_rtf(*pictures: bytes) -> str:
    """The clipboard's other version: each picture, and its copy for old programs."""
    return "{\\rtf1\\ansi Feet first\\par " + "".join(map(_group, pictures)) + "}"


def _group(content: bytes) -> str:
    lines = "\r\n".join(hexlify(content, "\n", 64).decode().split("\n"))
    shape = "{\\*\\picprop\\shplid1025{\\sp{\\sn shapeType}{\\sv 75}}}"
    head = "\\picscalex100\\picscaley100\\picw1588\\pich1058\\picwgoal900\\pichgoal600\\pngblip\\bliptag-12"
    blip = "{\\*\\blipuid 0123456789abcdef0123456789abcdef}"
    old = "{\\nonshppict{\\pict\\picw1588\\wmetafile8\\bliptag-12 0100090000}}"
    return "{\\*\\shppict{\\pict" + shape + head + blip + lines + "}}" + old
