"""``python -m planner``: assess, plan, pdf, check, blank, serve, demo."""

import sys

from planner.cli.main import main

if __name__ == "__main__":  # the worker process of the PDF engine imports this file too
    sys.exit(main())
