"""Imports point one way: monitor → legal → countries; readers' code never sees a working row."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = {
    "countries": ("legal", "monitor"),
    "legal": ("monitor",),
    "monitor/public": ("countries", "legal", "monitor.importing", "monitor.tips", "monitor.publishing.rows",
                       "monitor.publishing.publish", "monitor.publishing.admin", "monitor.desk"),
    "monitor/publishing": ("monitor.public", "monitor.importing", "monitor.desk", "monitor.tips"),
    "monitor/search": ("countries", "legal", "monitor.public", "monitor.importing", "monitor.desk", "monitor.tips",
                       "monitor.publishing.models", "monitor.publishing.rows", "monitor.publishing.publish"),
    "monitor/importing": ("monitor.public", "monitor.desk", "monitor.tips"),
    "monitor/desk": ("monitor.public", "monitor.tips"),
}  # fmt: skip
PURE = ("outline", "parts", "texts", "inline", "values", "records", "furniture", "ledger", "match")


def imported(file: Path) -> Iterator[str]:
    """Yield the full name of every module, and of every name, that a file imports."""
    package = file.relative_to(ROOT).with_suffix("").parts[:-1]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*start, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _offences(folder: str, forbidden: tuple[str, ...]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sorted((ROOT / folder).rglob("*.py"))
        for name in imported(file)
        if any(name == banned or name.startswith(f"{banned}.") for banned in forbidden)
    ]


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_no_import_points_up(folder: str):
    assert _offences(folder, FORBIDDEN[folder]) == []


def test_the_check_sees_an_import_that_points_up():
    assert _offences("monitor/importing", ("countries",))


def test_the_parser_knows_nothing_of_django():
    names = {
        name
        for module in PURE
        for name in imported(ROOT / "monitor" / "importing" / f"{module}.py")
        if name.split(".")[0] in ("django", "reversion") or name.endswith(".models")
    }

    assert names == set()


def test_the_parser_runs_without_django():
    import subprocess
    import sys

    code = "import sys, monitor.importing.parts as parts; parts.parse('News'); print('django' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "False"
