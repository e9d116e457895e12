"""What opens tips in a browser is what was looked at."""

import hashlib
import re

from django.conf import settings

AGE = settings.BASE_DIR / "static" / "js" / "vendor" / "age.js"


def test_the_vendored_file_has_the_hash_that_is_written_down():
    written = (settings.BASE_DIR / "docs" / "dependencies.md").read_text()

    assert hashlib.sha256(AGE.read_bytes()).hexdigest() in written


def test_the_vendored_file_names_versions_and_licences():
    licences = AGE.with_name("LICENSES.txt").read_text()

    made_of = re.search(r"/\* (.+?): made by", AGE.read_text())
    assert made_of
    assert all(f"{one} (" in licences for one in made_of[1].split(", "))


def test_the_vendored_file_loads_and_evaluates_nothing():
    assert not re.search(r"\beval\(|\bFunction\(|WebAssembly|\bimport\b|fetch\(|https?:", AGE.read_text())
