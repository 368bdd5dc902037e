"""Median times of repeated calls, and one line for each."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measured thing: milliseconds, what it is held against, and what was aimed at."""

    name: str
    milliseconds: float
    against: str = ""
    aim: str = ""

    def __str__(self) -> str:
        return f"| {self.name} | {self.milliseconds:,.1f} | {self.against} | {self.aim} |"


def median_ms(call: Callable[[], object], times: int = 9, warm: int = 2) -> float:
    """Median milliseconds of ``times`` calls after ``warm`` ones that are not counted."""
    for _ in range(warm):
        call()
    measured = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        measured.append((time.perf_counter() - start) * 1000)
    return statistics.median(measured)


def processor_ms(call: Callable[[], object], times: int = 9) -> float:
    """Median milliseconds of this process's own work, whatever else the computer does."""
    measured = []
    for _ in range(times):
        start = time.process_time()
        call()
        measured.append((time.process_time() - start) * 1000)
    return statistics.median(measured)


def command_ms(*arguments: str, times: int = 5) -> float:
    """Median milliseconds of a whole Python process."""

    def call() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)

    return median_ms(call, times=times, warm=1)
