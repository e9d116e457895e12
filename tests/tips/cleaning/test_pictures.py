"""Pictures keep their pixels, upright, and nothing else."""

import io

import pytest
from PIL import Image, PngImagePlugin

from monitor.tips.cleaning import RefusedFileError
from monitor.tips.cleaning.inner_pictures import chunk
from monitor.tips.cleaning.look import look
from monitor.tips.cleaning.pictures import MEMORY, TURNS

from .builders import exif, picture, revealing_photograph, saved

BLUE, RED = (0, 0, 255), (255, 0, 0)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def near(pixel, colour) -> bool:
    return all(abs(one - two) < 40 for one, two in zip(pixel, colour, strict=True))


def refusal(content: bytes) -> str:
    with pytest.raises(RefusedFileError) as refused:
        look(content)
    return str(refused.value)


def test_the_sender_is_told_what_a_photograph_gives_away():
    assert look(revealing_photograph()).reveals == [
        "People: made by “Aigerim Secret”.",
        "The device: make “Google”, model “Pixel 8”.",
        "Serial numbers: camera “SN-4711”.",
        "When it was taken: 2024-03-01 at 12:30.",
        "The place where it was taken: 43.24, 76.95.",
        "Words beside the picture: “comment: Secret comment”.",
    ]


def test_the_copy_of_a_photograph_holds_nothing_but_the_picture():
    cleaned = look(revealing_photograph())

    assert (cleaned.kind, cleaned.ending) == ("picture", "jpg")
    for words in (b"Secret", b"Pixel", b"4711", b"Exif"):
        assert words not in cleaned.content
    assert opened(cleaned.content).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_as_its_camera_was_held(orientation):
    original = Image.new("RGB", (60, 300), "red")
    original.paste(BLUE, (0, 200, 30, 300))  # a corner that tells all eight apart, further down than one strip
    kept = opened(look(saved(original, "JPEG", exif=exif(orientation=orientation))).content).convert("RGB")

    wanted = original.transpose(TURNS[orientation]) if orientation > 1 else original
    assert kept.size == wanted.size
    for x in (5, kept.width - 5):
        for y in (5, kept.height - 5):
            assert near(kept.getpixel((x, y)), wanted.getpixel((x, y)))


@pytest.mark.parametrize(
    ("kind", "mode", "ending", "kept"),
    [
        ("PNG", "RGBA", "png", "RGBA"),
        ("PNG", "1", "png", "1"),
        ("PNG", "I;16", "png", "I;16"),
        ("GIF", "P", "png", "P"),
        ("WEBP", "RGB", "jpg", "RGB"),
        ("WEBP", "RGBA", "png", "RGBA"),
        ("TIFF", "CMYK", "jpg", "RGB"),
        ("TIFF", "L", "png", "L"),
        ("BMP", "RGB", "png", "RGB"),
        ("JPEG", "CMYK", "jpg", "RGB"),
        ("JPEG", "L", "jpg", "L"),
    ],
)
def test_every_kind_of_picture_is_drawn_anew(kind, mode, ending, kept):
    cleaned = look(picture(kind, mode=mode))

    assert cleaned.ending == ending
    assert opened(cleaned.content).size == (60, 40)
    assert opened(cleaned.content).mode == kept


def test_a_transparent_gif_stays_transparent():
    image = Image.new("P", (20, 20), 1)
    cleaned = look(saved(image, "GIF", transparency=1))

    assert opened(cleaned.content).convert("RGBA").getpixel((3, 3))[3] == 0


def test_words_in_a_png_are_told_and_left_out():
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Aigerim Secret")
    notes.add_itxt("XML:com.adobe.xmp", '<x xmp:CreatorTool="Secret Editor 5"/>')
    cleaned = look(picture("PNG", pnginfo=notes, exif=exif()))

    said = " ".join(cleaned.reveals)
    for words in ("“Author: Aigerim Secret”", "“Secret Editor 5”", "43.24, 76.95"):
        assert words in said
    assert b"ecret" not in cleaned.content
    assert b"eXIf" not in cleaned.content


def test_of_moving_pictures_the_first_is_kept_and_that_is_said():
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    cleaned = look(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]))

    assert "first alone" in " ".join(cleaned.reveals)
    assert near(opened(cleaned.content).convert("RGB").getpixel((3, 3)), RED)


def test_what_follows_a_photograph_is_told_and_left_out():
    cleaned = look(picture() + b"ftypSecret film" * 500)

    assert "often a short film" in " ".join(cleaned.reveals)
    assert b"Secret" not in cleaned.content


def test_a_huge_photograph_is_made_smaller():
    assert opened(look(picture(size=(6000, 4000))).content).size == (3000, 2000)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked():
    header = (25_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"x\x9c")
    assert MEMORY < 25_000 * 25_000

    assert "too many pixels" in refusal(bomb)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_half_a_picture_is_refused(kind):
    whole = saved(Image.effect_noise((200, 200), 80), kind)

    assert "damaged" in refusal(whole[: len(whole) // 2])
