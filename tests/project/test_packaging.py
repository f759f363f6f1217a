"""What is promised of the package: environments that agree, locks with hashes, and a wheel that carries all it needs."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CARD = {"jupyterlab", "papermill", "pandas", "scipy", "matplotlib", "nbval"}


def _name(requirement):
    return re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement)[0].lower()


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_conda_environment_lists_what_the_package_asks_for(project):
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [one for one in environment["dependencies"] if isinstance(one, str)]
    pip = next(one for one in environment["dependencies"] if isinstance(one, dict))["pip"]
    asked = sorted(project["dependencies"] + project["optional-dependencies"]["test"])
    listed = [one for one in [*conda, *pip] if one != "-e ." and _name(one) not in {"python", "pip"}]
    assert sorted(listed) == asked
    assert {_name(one) for one in conda} == CARD | {"python", "pip"}
    assert f"python{project['requires-python']}" in conda
    assert "-e ." in pip


def _pins(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries), "every pin has hashes"
    return {re.split(r"\s*\\?\n", entry)[0] for entry in entries}


def test_the_locks_have_hashes_and_windows_and_agree_with_each_other(project):
    run, dev = _pins("requirements.lock"), _pins("requirements-dev.lock")
    # The same versions; what only tests ask for may want one of them on more systems.
    assert {pin.split(" ; ")[0] for pin in run} <= {pin.split(" ; ")[0] for pin in dev}
    names = {_name(pin) for pin in dev}
    for requirement in project["dependencies"] + project["optional-dependencies"]["test"]:
        assert _name(requirement) in names
    assert any("sys_platform == 'win32'" in pin for pin in run)


def test_the_wheel_makes_a_report_in_an_empty_folder(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wheel = next((tmp_path / "dist").glob("*.whl"))
    installed, empty = tmp_path / "installed", tmp_path / "empty"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)
    empty.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    where = subprocess.run(
        [sys.executable, "-c", "import eia; print(eia.__file__)"],
        cwd=empty,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert Path(where.stdout.strip()).is_relative_to(installed)
    made = subprocess.run(
        [sys.executable, "-m", "eia.cli", "report", "cheshire-east-digital-strategy"],
        cwd=empty,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert made.returncode == 0, made.stderr
    folder = empty / "reports" / "cheshire-east-digital-strategy"
    assert sorted(path.name for path in folder.iterdir()) == [
        "assessment.json",
        "disclosure.json",
        "disclosure.xlsx",
        "report.html",
        "report.ipynb",
        "report.pdf",
        "run.json",
    ]


LEFTOVERS = [
    "notebooks/.ipynb_checkpoints/01_assess_a_proposal-checkpoint.ipynb",
    "notebooks/01_assess_a_proposal-Copy1.ipynb",
    "data/my-draft.xlsx",
    "data/reference/my-draft.xlsx",
    "data/reference/__pycache__/make_reference.cpython-311.pyc",
    "data/proposals/my-secret/proposal.toml",
    "data/proposals/my-secret/evidence/people.csv",
    "data/proposals/cheshire-east-digital-strategy/my-draft.xlsx",
    "data/proposals/cheshire-east-digital-strategy/evidence/people.csv",
    "eia/my-draft.xlsx",
    "eia/law/.ipynb_checkpoints/cases-checkpoint.toml",
    "reports/my-secret/report.pdf",
]


@pytest.fixture(scope="module")
def untidy(tmp_path_factory):
    """The project as it is committed, with an officer's own files lying about in it."""
    folder = tmp_path_factory.mktemp("untidy")
    for name in _tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, folder / name)
    for name in LEFTOVERS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("secret", encoding="utf-8", newline="\n")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", "dist"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


def _tracked():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.splitlines()
    return [name for name in listed if (ROOT / name).is_file()]


def _shipped():
    return {name for name in _tracked() if name.startswith(("eia/", "notebooks/", "data/"))}


def test_the_wheel_carries_all_that_ships_and_nothing_that_lies_about(untidy):
    with zipfile.ZipFile(next((untidy / "dist").glob("*.whl"))) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name and ".data/" not in name}
    packed = {name.removeprefix("eia/_shipped/") for name in names}
    assert packed == _shipped()
    assert all(name.startswith("eia/") for name in names)


def test_the_source_archive_carries_all_that_ships_and_nothing_that_lies_about(untidy):
    with tarfile.open(next((untidy / "dist").glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    own = {"pyproject.toml", "README.md", "LICENSE", "PKG-INFO", ".gitignore"}
    assert names == _shipped() | own


def test_nothing_shipped_needs_what_stands_outside_the_project():
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout.split("\n")
    outside = "../" + "shared"
    named = [
        name
        for name in listed
        if name
        and (ROOT / name).suffix in {".py", ".toml", ".md", ".yml", ".ipynb", ".css", ".typ"}
        and outside in (ROOT / name).read_text(encoding="utf-8")
    ]
    assert named == []


def test_the_layers_hold():
    linted = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert linted.returncode == 0, linted.stdout
    assert "0 broken" in linted.stdout
