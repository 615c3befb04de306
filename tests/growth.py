"""How much longer work takes when there is more of it, in CPU time of this process."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

SHORT = 0.02  #: seconds; less is not measured
RUNS = 4  #: at most; the next one only where the last was too slow

Input = TypeVar("Input")


def growth(work: Callable[[Input], object], small: Input, large: Input, most: float) -> float:
    """How many times as long the large input takes: the least of a few runs, or the first below `most`.

    0 if it takes no time that can be measured. The garbage collector is off meanwhile.
    """
    ratios: list[float] = []
    while len(ratios) < RUNS and (not ratios or ratios[-1] >= most):
        took = seconds(work, large)
        if took < SHORT:
            return 0
        ratios.append(took / max(seconds(work, small), 1e-6))
    return min(ratios)


def seconds(work: Callable[[Input], object], given: Input) -> float:
    gc.collect()
    gc.disable()
    try:
        began = time.process_time()
        work(given)
        return time.process_time() - began
    finally:
        gc.enable()
