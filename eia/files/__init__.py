"""Files in and out: read as UTF-8 with the problem named, written whole or not at all."""

from eia.files.reading import CONTROL, LARGEST, parse_written, read_text
from eia.files.replacing import replace_folder
from eia.files.workroom import sweep
from eia.files.writing import write_together, write_whole

__all__ = [
    "CONTROL",
    "LARGEST",
    "parse_written",
    "read_text",
    "replace_folder",
    "sweep",
    "write_together",
    "write_whole",
]
