"""Hand over to the terminal: ``python -m concilium``."""

import sys

from concilium.cli import main

sys.exit(main())
