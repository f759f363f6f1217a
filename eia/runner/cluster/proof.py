"""What comes back is the report that would have been made here, or it is not taken."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eia.errors import EiaError
from eia.proposal.folder import fingerprint
from eia.runner.batch.order import Order
from eia.runner.batch.ordered import key_of
from eia.runner.keys import KEY_FILE
from eia.runner.run_record import RECORD, hash_of, read_run_record

_AGAIN = "Make the report again; if it stays so, restart the workers."


def expected_of(folder: Path, order: Order) -> Mapping[str, str]:
    """Return what a proposal's report is to be made from, as `report_key`; its folder is given a key first.

    Without the proposal's part where its folder can take no key, since no hash then equals another.

    Raises:
        EiaError: As `report_key`.
    """
    parts = key_of(folder, order)
    if not (folder / KEY_FILE).is_file():
        del parts["proposal"]
    return parts


def refuse_another(
    folder: Path, files: Mapping[str, bytes], *, was: str, expected: Mapping[str, str]
) -> None:
    """Refuse files that are no whole report, or the report of something else.

    Args:
        folder: The proposal's.
        files: What came back, by name.
        was: The folder's fingerprint before it was sent.
        expected: What `expected_of` returned then.

    Raises:
        EiaError: What is missing or differs.
    """
    record = read_run_record(files.get(RECORD, b"").decode(errors="replace"), where=f"{folder.name}/{RECORD}")
    others = {name: content for name, content in files.items() if name != RECORD}
    plain = all(name == Path(name).name for name in others)
    if not plain or {name: hash_of(content) for name, content in others.items()} != dict(record.sha256):
        raise EiaError(folder.name, "What a worker sent back is no whole report.", _AGAIN)
    if differs := [part for part, hashed in expected.items() if record.made_from[part] != hashed]:
        what = f"A worker made this report from something else than stands here: {', '.join(differs)}."
        raise EiaError(folder.name, what, _AGAIN)
    if fingerprint(folder) != was:
        what = "The proposal was changed while its report was being made."
        raise EiaError(folder.name, what, "Make the report again.")
