"""``python -m eia.cli`` is the command ``eia``."""

import sys

from eia.cli import main

if __name__ == "__main__":
    sys.exit(main())
