"""What every folder of tests may ask for: small proposals, and the flag that rewrites what is locked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import settings

from eia.assessment import Assessment, assess, assess_submission
from eia.proposal import Proposal, Submission

# The same examples in every run, so that a test fails for what was changed and not by chance; search for new ones with
# pytest --hypothesis-profile=search.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = "cheshire-east-digital-strategy"


def pytest_addoption(parser):
    parser.addoption(
        "--rewrite-golden",
        action="store_true",
        help="write the golden files again from what the toolkit says now; look at the difference before you commit it",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shipped_id() -> str:
    return SHIPPED


@pytest.fixture(scope="session")
def shipped_assessment() -> Assessment:
    return assess(SHIPPED)


@pytest.fixture(scope="session")
def assessed():
    """Assess a proposal written here as TOML."""

    def make(text: str = "", **options) -> Assessment:
        proposal = Proposal.model_validate(tomllib.loads(text))
        return assess_submission(Submission(id="a-proposal", proposal=proposal), **options)

    return make


@pytest.fixture
def folder_of(tmp_path):
    """Write a proposal's folder: its TOML, and the files beside it by relative path."""

    def make(text: str | bytes = "", *, name: str = "library-hours", **files: str | bytes) -> Path:
        folder = tmp_path / name
        (folder / "evidence").mkdir(parents=True)
        (folder / "proposal.toml").write_bytes(text.encode() if isinstance(text, str) else text)
        for file, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            (folder / "evidence" / f"{file}.csv").write_bytes(data)
        return folder

    return make


@pytest.fixture
def golden(request):
    """Compare a text with the golden file of a name, byte for byte; with --rewrite-golden, write it."""

    def same(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / name
        if request.config.getoption("--rewrite-golden"):
            path.write_bytes(text.encode())
        assert path.read_bytes() == text.encode(), f"{path.name} differs: see --rewrite-golden"

    return same
