"""How much a sampled test tries: a sample in the usual run, all of it with PLANNER_FULL_SIZE=1.

`make full-size` asks for all. What even that leaves out of the hazard log's number stands at the
test.
"""

import os

IS_FULL = os.environ.get("PLANNER_FULL_SIZE") == "1"


def size(usual: int, full: int) -> int:
    """One of the two numbers."""
    return full if IS_FULL else usual
