"""Says where a measured program's time goes, for whoever looks for it: BENCHMARK_PROFILE names a folder for cProfile's files."""

import contextlib
import cProfile
from collections.abc import Generator


@contextlib.contextmanager
def profiled(path: str | None) -> Generator[None]:
    """Profile the main thread into `path`, or do nothing where it is None."""
    if path is None:
        yield
        return
    profile = cProfile.Profile()
    profile.enable()
    try:
        yield
    finally:
        profile.disable()
        profile.dump_stats(path)
