"""What is promised of the package: environments that agree, locks with hashes, and a wheel that carries all it needs."""

import os
import re
import subprocess
import sys
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
    assert run <= dev
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
        "report.html",
        "report.ipynb",
        "report.pdf",
        "run.json",
    ]


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
