"""Plant each fault in a copy of the tree, run its test, and say whether it was caught.

    python -m tests.safety.planted [HZ-002 …]

Every named test runs once on the unchanged copy first: one that is red anyway proves nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from planner.config import PRESENTATION
from planner.knowledge.manifest import seal
from tests.house.files import ROOT, tracked_files
from tests.safety.planted.faults import Fault, read_faults

RED = 1
"""How pytest ends when a test failed; anything else is no catch."""


def main(hazards: Sequence[str]) -> int:
    """0 when every fault was caught."""
    faults = [f for f in read_faults() if not hazards or f.hazard in hazards]
    with tempfile.TemporaryDirectory(prefix="planted-") as folder:
        copy = Path(folder)
        copy_tree(copy)
        tests = sorted({fault.test for fault in faults})
        if run(copy, *tests) != 0:
            print("A named test is red without any fault: mend it first.")
            return 1
        missed = 0
        print("| hazard | planted fault | caught |\n| --- | --- | --- |")
        for fault in faults:
            with planted(copy, fault):
                is_caught = run(copy, fault.test) == RED
            missed += not is_caught
            print(
                f"| {fault.hazard} | {fault.fault} | {'yes' if is_caught else 'NO'} |", flush=True
            )
    print(f"\n{len(faults) - missed} of {len(faults)} caught")
    return 1 if missed else 0


def copy_tree(copy: Path) -> None:
    """The tracked files alone."""
    for path in tracked_files():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, copy / path)


@contextmanager
def planted(copy: Path, fault: Fault) -> Iterator[None]:
    """The copy with the fault in it; afterwards as it was."""
    before = {change.file: (copy / change.file).read_text("utf-8") for change in fault.changes}
    for change in fault.changes:
        path = copy / change.file
        text = path.read_text("utf-8")
        if text.count(change.text) != 1:
            raise SystemExit(f"{fault.fault}: its text does not stand once in {change.file}")
        path.write_text(text.replace(change.text, change.instead), "utf-8")
    seal(copy / "protocols", PRESENTATION)  # what is planted in a pack is caught by what it says
    try:
        yield
    finally:
        for name, text in before.items():
            (copy / name).write_text(text, "utf-8")
        seal(copy / "protocols", PRESENTATION)


def run(copy: Path, *tests: str) -> int:
    """How pytest ends there; nothing compiled is kept, so that no fault outlives its turn."""
    command = [sys.executable, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
    done = subprocess.run([*command, *tests], cwd=copy, capture_output=True, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
