"""Pictures: only the pixels are kept, upright, and drawn into a new file."""

import copy
import io
from typing import Any

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageChops,
    ImageFile,
    ImageSequence,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from .kinds import Cleaned, RefusedFileError
from .picture_reveals import of_picture

LOADED = (  # loaded now: the child opens no file once it has begun
    BmpImagePlugin,
    GifImagePlugin,
    ImageChops,
    ImageSequence,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
    copy,
)
LONGEST_SIDE = 4200  # a working copy; the original is kept too
MEMORY = 56_000_000  # bytes of pixels
BYTES = {"1": 1, "L": 1, "P": 1, "I;16": 2, "LA": 4}
WEBP_BYTES = 10  # its reader keeps canvases of its own
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
STRIP = 128
TOO_LARGE = "The picture has too many pixels. Make it smaller, or save it as JPEG, and send that."
PROGRESSIVE = "progressive"
SETTINGS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 87},
    "PNG": {"compress_level": 3},
    "WEBP": {"quality": 88, "method": 2},
    "TIFF": {"compression": "tiff_adobe_deflate"},
}

Image.MAX_IMAGE_PIXELS = None  # we count for ourselves, before anything is unpacked


def clean_picture(content: bytes, kind: str) -> Cleaned:
    """Return the picture as JPEG (what was one, or has many colours and no transparency) or PNG."""
    picture = _opened(content, kind)
    reveals = of_picture(picture, content)
    photograph = kind in {"JPEG", "WEBP", "TIFF"} and picture.mode in {"RGB", "CMYK", "YCbCr", "LAB", "L"}
    wanted = "JPEG" if photograph and (kind == "JPEG" or picture.mode != "L") else "PNG"
    return Cleaned("picture", "jpg" if wanted == "JPEG" else "png", _drawn(picture, wanted), reveals)


def redraw(content: bytes, kind: str) -> tuple[bytes, list[str]]:
    """Return a picture from inside a document, drawn anew in its own format, and what it gives away."""
    picture = _opened(content, kind)
    return _drawn(picture, kind), of_picture(picture, content)


def _opened(content: bytes, kind: str) -> ImageFile.ImageFile:
    """Open without unpacking; a JPEG is asked for in a size that fits, others must fit."""
    picture = Image.open(io.BytesIO(content), formats=[kind])
    width, height = picture.size
    if not 0 < width <= 30_000 or not 0 < height <= 30_000:
        raise RefusedFileError(TOO_LARGE)
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        held = width * height * 3 if PROGRESSIVE in picture.info else 0
        each = BYTES.get(picture.mode, 4)
        for shrunk in (1, 2, 4, 8):
            size = width // shrunk, height // shrunk
            if max(size) <= LONGEST_SIDE and size[0] * size[1] * each + held // 2 <= MEMORY:
                break
        if shrunk > 1:
            picture.draft(picture.mode, (max(1, size[0]), max(1, size[1])))
        if held > 2 * MEMORY:
            raise RefusedFileError(TOO_LARGE)
    each = WEBP_BYTES if kind == "WEBP" else BYTES.get(picture.mode, 4)
    if picture.size[0] * picture.size[1] * each > MEMORY:
        raise RefusedFileError(TOO_LARGE)
    return picture


def _drawn(picture: ImageFile.ImageFile, kind: str) -> bytes:
    turn = TURNS.get(picture.getexif().get(0x0112, 1))
    picture.load()
    plain = _plain(picture, kind)
    if max(plain.size) > LONGEST_SIDE and plain.mode not in {"1", "P"}:  # black and white would fall apart
        plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if turn is not None:
        strips = _strips(plain) if kind == "JPEG" else [plain]
        size = plain.size
        del plain
        picture.im = None  # type: ignore[assignment]  # the strips are enough: two whole pictures would be too much
        plain = _turned(strips, size, turn)
    kept = io.BytesIO()
    plain.save(kept, kind, **SETTINGS.get(kind, {}))
    return kept.getvalue()


def _plain(picture: Image.Image, kind: str) -> Image.Image:
    """Return the first frame without anything that a writer could carry over."""
    modes = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}, "GIF": {"L", "P"}}
    allowed = modes.get(kind, {"1", "L", "RGB"} | ({"RGBA"} if kind != "BMP" else set()))
    if "transparency" in picture.info and kind in {"PNG", "WEBP", "TIFF"}:
        picture = picture.convert("RGBA")
    elif picture.mode not in allowed:
        clear = picture.mode in {"RGBA", "LA", "PA", "P"} and "RGBA" in allowed
        picture = picture.convert("P" if kind == "GIF" else "RGBA" if clear else "RGB" if "RGB" in allowed else "L")
    plain = Image.Image()._new(picture.im)
    if picture.mode == "P" and picture.palette is not None:
        plain.palette = picture.palette.copy()
    plain.info = {"transparency": picture.info["transparency"]} if kind == "GIF" and _clear(picture) else {}
    return plain


def _clear(picture: Image.Image) -> bool:
    return picture.mode == "P" and isinstance(picture.info.get("transparency"), int)


def _strips(picture: Image.Image) -> list[Any]:
    """Return a picture as strips that take little memory: JPEGs, as good as they get."""
    strips = []
    for top in range(0, picture.height, STRIP):
        file = io.BytesIO()
        strip = picture.crop((0, top, picture.width, min(top + STRIP, picture.height)))
        strip.save(file, "JPEG", quality=95)
        strips.append(Image.open(file, formats=["JPEG"]))
    return strips


def _turned(strips: list[Any], size: tuple[int, int], turn: Image.Transpose) -> Image.Image:
    """Put strips together, each turned."""
    width, height = size
    on_its_side = turn in {TURNS[5], TURNS[6], TURNS[7], TURNS[8]}
    whole = Image.new(strips[0].mode, (height, width) if on_its_side else size)
    if strips[0].mode == "P":
        whole.palette = strips[0].palette
    top = 0
    while strips:
        strip = strips.pop(0).transpose(turn)
        depth = strip.width if on_its_side else strip.height
        start = height - top - depth if turn in {TURNS[3], TURNS[4], TURNS[6], TURNS[7]} else top
        whole.paste(strip, (start, 0) if on_its_side else (0, start))
        top += depth
    return whole
