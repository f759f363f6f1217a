"""What the checks see: a proposal with the law and the figures it is judged by, read-only."""

from eia.dossier.dossier import Dossier, open_dossier, severity_of
from eia.dossier.raw_tables import RESPONDENTS

__all__ = ["RESPONDENTS", "Dossier", "open_dossier", "severity_of"]
