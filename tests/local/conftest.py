from __future__ import annotations

import pytest

PACK = 'body = "Nowhereshire Council (invented)"\ndate = 2025-01-15\ncontact = "Equality team"\n'


@pytest.fixture
def pack_of(tmp_path):
    """Write a pack's folder: the text of each file by its name without the end; None for a file that is not there."""

    def make(name="our-pack", *, pack=PACK, **texts):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        for stem, text in {"pack": pack, **texts}.items():
            if text is not None:
                file = folder / f"{stem}.{'py' if stem == 'checks' else 'toml'}"
                file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return make
