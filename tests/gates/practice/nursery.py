"""A process that has loaded everything a bot needs and forks a bot whenever it is asked: restarts cost little then.

Each bot is a process of its own that runs exactly what `mentorbot.playground.botprocess` runs. Whoever asked
(`messenger.py`) stands for it: when the messenger is killed, its bot is killed the same way.
"""

import asyncio
import json
import os
import selectors
import signal
import socket
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from mentorbot.playground import botprocess
from tests.gates.outages import endings
from tests.gates.practice import gateways, outboxes
from tests.gates.races import lenient
from tests.gates.storage import ailments
from tests.gates.storms import careless, hurry

LONGEST_ENVIRONMENT = 1 << 20


class Nursery:
    """Forks bots and tells each messenger how its bot ended. One thread, no event loop: it can always fork."""

    def __init__(self, path: str) -> None:
        self._selector = selectors.DefaultSelector()
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._door.bind(path)
        self._door.listen()
        self._bots: dict[int, tuple[int, socket.socket]] = {}
        self._selector.register(self._door, selectors.EVENT_READ)
        self._selector.register(0, selectors.EVENT_READ)

    def serve(self) -> None:
        """Go on until our own input ends."""
        while True:
            for key, _ in self._selector.select():
                if key.fileobj == 0:
                    self._stop()
                    return
                if key.fileobj is self._door:
                    self._give_birth(self._door.accept()[0])
                elif isinstance(key.fileobj, socket.socket):
                    self._kill(key.fileobj)
                else:
                    self._bury(key.fd)

    def _give_birth(self, messenger: socket.socket) -> None:
        text, pipes, _, _ = socket.recv_fds(messenger, LONGEST_ENVIRONMENT, 2)
        pid = os.fork()
        if pid == 0:
            self._live(pipes, json.loads(text))
        for pipe in pipes:
            os.close(pipe)
        watch = os.pidfd_open(pid)
        self._bots[watch] = (pid, messenger)
        self._selector.register(watch, selectors.EVENT_READ)
        self._selector.register(messenger, selectors.EVENT_READ)

    def _live(self, pipes: list[int], environment: dict[str, str]) -> None:
        """Be a bot; never returns."""
        code = 1
        try:
            self._selector.close()
            self._door.close()
            for other, (_, messenger) in self._bots.items():
                os.close(other)
                messenger.close()
            for pipe, stream in zip(pipes, (0, 1), strict=True):
                os.dup2(pipe, stream)
            os.dup2(1, 2)
            os.environ.clear()
            os.environ.update(environment)
            if endings.WATCH in environment:
                endings.install(Path(environment[endings.WATCH]))
            if ailments.WATCH in environment:
                ailments.install(Path(environment[ailments.WATCH]))
            ailments.break_if_asked(environment)
            hurry.hurry_if_asked(environment)
            careless.break_if_asked(environment)
            gateways.break_if_asked(environment)
            lenient.break_if_asked(environment)
            outboxes.break_if_asked(environment)
            asyncio.run(botprocess.run())
            code = 0
        except BaseException:  # noqa: BLE001 - whatever ended it, its last words are for whoever reads its output
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)

    def _kill(self, messenger: socket.socket) -> None:
        if messenger.fileno() < 0:  # its bot ended in the same moment, and it is buried
            return
        self._selector.unregister(messenger)
        for pid, whose in self._bots.values():
            if whose is messenger:
                os.kill(pid, signal.SIGKILL)

    def _bury(self, watch: int) -> None:
        pid, messenger = self._bots.pop(watch)
        self._selector.unregister(watch)
        os.close(watch)
        _, status = os.waitpid(pid, 0)
        if messenger in [key.fileobj for key in self._selector.get_map().values()]:
            self._selector.unregister(messenger)
            with suppress(BrokenPipeError):  # it was killed in the same moment
                messenger.send(str(os.waitstatus_to_exitcode(status)).encode())
        messenger.close()

    def _stop(self) -> None:
        for pid, _ in self._bots.values():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def main() -> None:
    for module in iter_modules(import_module("cogs").__path__):
        import_module(f"cogs.{module.name}")
    nursery = Nursery(sys.argv[1])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    nursery.serve()


if __name__ == "__main__":
    main()
