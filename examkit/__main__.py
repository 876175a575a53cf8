"""The entry point of `python -m examkit` and of the command `examkit`."""

from __future__ import annotations

import sys

from examkit.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
