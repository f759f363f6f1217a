"""What the checks see: a proposal with the law and the figures it is judged by, read-only."""

from eia.dossier.dossier import Dossier, open_dossier, severity_of
from eia.dossier.evidence_quality import evidence_quality
from eia.dossier.resting import Looked, RestsOn, rests_on

__all__ = [
    "Dossier",
    "Looked",
    "RestsOn",
    "evidence_quality",
    "open_dossier",
    "rests_on",
    "severity_of",
]
