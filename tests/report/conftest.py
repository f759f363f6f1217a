from __future__ import annotations

import sys
from pathlib import Path

import pytest

# The sample notebook stands beside these tests, which are not a package.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(autouse=True, scope="package")
def no_fonts_of_this_machine():
    """Leave the system's Noto fonts out, so that what is refused here is refused on every machine."""
    from eia.report import setting

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(setting, "fonts_with_noto", lambda: None)
        yield
