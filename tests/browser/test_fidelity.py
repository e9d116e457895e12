"""Every word of the real page is on ours, in its order."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import missing

TOOL = Path(__file__).resolve().parents[3] / "shared" / "tools" / "fidelity.py"


@pytest.mark.parametrize("number", [5])  # the sample page has four editions before it
def test_no_word_of_the_source_is_lost(site: str, seed: Path, number: int):
    if not TOOL.exists():
        missing("The comparison tool (shared/tools/fidelity.py)")
    address = f"{site}/countries/kazakhstan/editions/{number}/"
    out = subprocess.run([sys.executable, str(TOOL), str(seed), address], capture_output=True, text=True, check=False)

    assert "; 0 lost in 0 places" in out.stdout, out.stdout
