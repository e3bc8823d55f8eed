"""Says where a measured program's time goes: BENCHMARK_PROFILE names a folder for cProfile's files."""

import contextlib
import cProfile
import time
from collections.abc import Generator


@contextlib.contextmanager
def profiled(path: str | None) -> Generator[None]:
    """Profile the CPU time of the main thread into `path`, or do nothing where it is None."""
    if path is None:
        yield
        return
    profile = cProfile.Profile(time.thread_time)  # CPU time: waiting for the other thread costs nothing
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        profile.dump_stats(path)
