from __future__ import annotations

import sys
from pathlib import Path

# The sample notebook stands beside these tests, which are not a package.
sys.path.insert(0, str(Path(__file__).parent))
