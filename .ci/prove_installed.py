"""Proves that an installed mentorbot is whole; run with the Python it is installed in, outside the clone."""

import importlib
import pkgutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from importlib.resources import files
from pathlib import Path

import cogs
import mentorbot
from mentorbot.starter import starter_topics
from mentorbot.store.migrating import migrations

READY = "Practice server: http://127.0.0.1:"
PATIENCE = 60


def main() -> None:
    for package in (mentorbot, cogs):
        place = Path(package.__path__[0])
        assert place.is_relative_to(sys.prefix), f"{package.__name__} comes from {place}, not from the wheel"
        modules = [module.name for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
        for module in modules:
            if not module.endswith("__main__"):
                importlib.import_module(module)
        print(f"{package.__name__}: {len(modules)} modules")
    print(f"{len(starter_topics())} starter topics, {len(migrations('sqlite'))} migrations")
    page = files("mentorbot.playground").joinpath("page")
    assert page.joinpath("index.html").is_file(), "the page's files are missing"
    play()


def play() -> None:
    """Start the practice server, fetch its page, and stop it as Ctrl-C does."""
    begun = time.monotonic()
    mentorbot_command = str(Path(sys.executable).with_name("mentorbot"))
    server = subprocess.Popen([mentorbot_command, "playground", "--no-open"], stdout=subprocess.PIPE, text=True)
    watchdog = threading.Timer(PATIENCE, server.kill)
    watchdog.start()
    try:
        assert server.stdout
        line = next((line for line in server.stdout if line.startswith(READY)), None)
        assert line, "the practice server ended without its ready line"
        print(f"The practice server was ready after {time.monotonic() - begun:.1f} s")
        with urllib.request.urlopen(line.removeprefix("Practice server: ").partition("#")[0].strip()) as answer:
            assert answer.status == 200, answer.status
        server.send_signal(signal.SIGINT)
        assert server.wait() == 0, f"the practice server ended with {server.returncode}"
    finally:
        watchdog.cancel()
        server.kill()
        server.wait()
    left = [path.name for path in Path.cwd().iterdir()]
    assert not left, f"the practice server left {left} behind"
    print("It answered, stopped, and left nothing behind")


if __name__ == "__main__":
    main()
