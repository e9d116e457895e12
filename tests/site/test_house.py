"""The house is tidy: modules and templates stay short, and no name says nothing."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = [
    file
    for app in ("countries", "legal", "monitor")
    for file in (ROOT / app).rglob("*.py")
    if "migrations" not in file.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_stays_under_300_lines_and_says_what_it_is_for(file: Path):
    text = file.read_text()

    assert len(text.splitlines()) < 300
    assert not text.strip() or text.startswith(('"""', "#!"))


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_stays_under_80_lines_and_carries_no_style(file: Path):
    text = file.read_text()

    assert len(text.splitlines()) < 80
    assert " style=" not in text
    assert "|safe" not in text


def test_no_module_has_a_name_that_says_nothing():
    assert not {file.stem for file in MODULES} & {"utils", "common", "core", "helpers", "services"}


def test_only_one_place_marks_text_safe():
    assert [file.name for file in MODULES if "mark_safe(" in file.read_text()] == ["prose.py"]
