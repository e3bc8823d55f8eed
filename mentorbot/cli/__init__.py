"""The command line: what to do is read here, and each command loads only what it needs."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path

from mentorbot.cli import exits
from mentorbot.cli.parser import build_parser
from mentorbot.settings import SettingsWrong, load_settings

UNSET = """\
MENTORBOT_TOKEN is not set, and without it the bot cannot log in to Discord.
Put a line MENTORBOT_TOKEN=… with your bot's token into the file .env (README.md shows where to find it).
To try mentorbot without Discord: mentorbot playground"""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what `argv` (by default the command line) says, and return the exit code."""
    parser = build_parser()
    asked = parser.parse_args(argv)
    if asked.command is None:
        parser.print_help(sys.stderr)
        return exits.USAGE
    commands: dict[str, Callable[[Namespace], int]] = {
        "run": _run,
        "playground": _playground,
        "export": _export,
        "check-config": _check_config,
        "backup": _backup,
        "restore": _restore,
        "verify": _verify,
        "health": _health,
        "new-key": _new_key,
        "simulate": _simulate,
    }
    try:
        return commands[asked.command](asked)
    except SettingsWrong as wrong:
        for problem in wrong.problems:
            print(problem, file=sys.stderr)
        return exits.CONFIGURATION
    except KeyboardInterrupt:
        return exits.INTERRUPTED
    except BrokenPipeError:  # whoever read what we print has gone, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more at its end
        return exits.FAILED


def _run(_: Namespace) -> int:
    settings = load_settings()
    if settings.token is None:
        print(UNSET, file=sys.stderr)
        return exits.CONFIGURATION
    from mentorbot.cli.running import run

    return run(settings, settings.token)


def _playground(asked: Namespace) -> int:
    from mentorbot.playground.serving import run

    return run(asked.port, asked.open, asked.data)


def _export(asked: Namespace) -> int:
    from mentorbot.cli.exporting import export

    return export(load_settings(), asked)


def _check_config(_: Namespace) -> int:
    from mentorbot.cli.checking import check

    return check(Path(".env"))


def _backup(asked: Namespace) -> int:
    from mentorbot.cli.backing_up import back_up_now

    return back_up_now(load_settings(), asked.output)


def _restore(asked: Namespace) -> int:
    from mentorbot.cli.backing_up import put_back

    return put_back(load_settings(), asked.backup)


def _verify(_: Namespace) -> int:
    from mentorbot.cli.verifying import verify

    return verify(load_settings())


def _new_key(_: Namespace) -> int:
    from mentorbot.sealing import new_key

    print(f"MENTORBOT_SECRET_KEY={new_key()}")
    return exits.OK


def _simulate(asked: Namespace) -> int:
    from mentorbot.cli.simulating import simulate

    return simulate(load_settings(), asked)


def _health(_: Namespace) -> int:
    from mentorbot.cli.asking_health import ask_health

    return ask_health(load_settings())
