"""The questions that a reviewer may ask of a record, each with the passage that answers it, or that there is none.

They stand alone in a file of their own. Nothing that makes reports can import this room: see the layers in `pyproject.toml`.
"""

from eia.challenge.page import NOTICE, challenge_text, write_challenge

__all__ = ["NOTICE", "challenge_text", "write_challenge"]
