"""Whatever strangers send, the answer is a copy or a refusal in words."""

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.tips.cleaning import RefusedFileError
from monitor.tips.cleaning.jpeg import without_notes
from monitor.tips.cleaning.look import look

from .builders import docx, odt, pdf, picture, revealing_photograph

WHOLE = [pdf(), docx(), odt(), revealing_photograph(), picture("PNG"), picture("GIF"), picture("TIFF"), picture("WEBP")]
STARTS = [
    b"",
    b"%PDF-1.7\n",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"II*\0",
    b"RIFF1234WEBP",
    b"PK\x03\x04",
]
few = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))


@few
@given(st.sampled_from(WHOLE), st.floats(0, 1), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_cleaned_or_refused(whole, at, noise):
    place = int(at * len(whole))
    for content in (whole[:place], whole[:place] + noise + whole[place + len(noise) :]):
        with contextlib.suppress(RefusedFileError):
            assert look(content).content


@few
@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_noise_is_cleaned_or_refused(start, noise):
    with contextlib.suppress(RefusedFileError):
        assert look(start + noise).content


@few
@given(st.binary(max_size=60))
def test_a_jpeg_of_noise_comes_to_an_end(noise):
    with contextlib.suppress(RefusedFileError):
        without_notes(b"\xff\xd8" + noise)


@pytest.mark.parametrize("depth", [100_000])
def test_a_pdf_of_deep_nesting_is_cleaned_or_refused(depth):
    nested = b"%PDF-1.4\n1 0 obj\n" + b"[" * depth + b"]" * depth + b"\nendobj\ntrailer<</Root 1 0 R>>"
    with pytest.raises(RefusedFileError):
        look(nested)
