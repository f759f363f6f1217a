"""A public body's own pack: its characteristics, questions, choices and checks. Policy, never law; it adds and tightens."""

from eia.local.folder import LOCAL_PACKS, find_pack
from eia.local.notes import codes_known, notes_on_local
from eia.local.pack import POLICY, LocalCharacteristic, Pack, PackFile
from eia.local.reading import read_pack

__all__ = [
    "LOCAL_PACKS",
    "POLICY",
    "LocalCharacteristic",
    "Pack",
    "PackFile",
    "codes_known",
    "find_pack",
    "notes_on_local",
    "read_pack",
]
