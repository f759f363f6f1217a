"""The proposal: what an officer writes down, as a model; what is absent is not recorded."""

from eia.proposal.folder import find_proposal
from eia.proposal.model import Proposal
from eia.proposal.reader import Submission, read_proposal

__all__ = ["Proposal", "Submission", "find_proposal", "read_proposal"]
