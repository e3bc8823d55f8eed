"""What may be written after `mentorbot`, and the help for it."""

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mentorbot import __version__
from mentorbot.cli.simulate_options import SIMULATING, add_simulate_options

ABOUT = """\
mentorbot turns a teachers' Discord server into a learning web: a member asks a question,
somebody who is free right now and knows about it is asked to help, and the two get a
thread of their own until it is sorted.

New here? Type

    mentorbot playground

and a practice server opens in your web browser. It needs no Discord account, and nothing
leaves this computer."""

AFTERWARDS = """\
Settings come from the file .env in the folder you are in, or from environment variables
whose names begin with MENTORBOT_. The file .env.example lists them all.

When it stops, mentorbot says how it went by a number (its exit code):
   0  all is well, also when you stopped the bot or the practice server (Ctrl-C)
   1  something failed; the message says what
   2  the command was not understood
  69  Discord could not be reached; trying again later may help
  75  another mentorbot is using the same database
  78  a setting or the token is wrong; trying again changes nothing until it is put right
 130  you stopped another command before it was done (Ctrl-C)"""

EXPORTING = """\
Writes what happened on your servers (who asked, was called, claimed, closed, and when) to
a file that a spreadsheet opens. People appear as numbers, never as names, and no question's
text is in it. Each export is itself noted in the log.

    mentorbot export --period "last month" --output march.csv
    mentorbot export --from 2026-09-01 --to 2026-12-31 --format jsonl

Without a period, everything is written. Days begin at midnight in the time zone of the
setting MENTORBOT_ZONE; the last day is included."""


BACKUP = """\
Copies everything the bot remembers into one file, also while the bot runs. The copy is
checked before it gets its name. The bot does this by itself each night; use this before
you change something, or to keep a copy elsewhere:

    mentorbot backup --output /media/usb-stick"""

RESTORE = """\
Puts a backup in the database's place. Stop the bot first. The backup is checked before
anything is touched, and what it replaces is kept beside it under a new name.

    mentorbot restore data/backups/mentorbot-2026-11-21T030000Z.db"""

VERIFY = """\
Reads the whole interaction log and says whether it is as it was written: each line carries
a seal that follows from the line before, so a changed, missing or moved line is noticed.
The bot may run meanwhile. 0 if all is well; else 1, and the number of the first line that
does not follow."""

NEW_KEY = """\
Prints a line for the file .env with a new secret key. Members can ask without their name
only where there is one: it seals who asked, so that nobody can read it in the database or
in a backup. Keep it apart from your backups, and don't lose it: without it nobody can tell
any more who asked. To change it, put the new key before the old one, with a comma between
them; after 40 days the old one is needed no more."""

HEALTH = """\
Asks the bot on this computer whether it is well: 0 if so, else 1, with words. It needs
MENTORBOT_HEALTH_PORT, the same as the bot's. Meant for containers and monitoring."""


def build_parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="mentorbot", description=ABOUT, epilog=AFTERWARDS, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"mentorbot {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    run = "Connect to Discord and serve until stopped (Ctrl-C). Needs MENTORBOT_TOKEN."
    commands.add_parser("run", help=run, description=run)
    check = "Say whether the settings are right, and what to change if not."
    commands.add_parser("check-config", help=check, description=check)
    practise = "Open the practice server in your web browser. Needs nothing."
    _add_playground_options(commands.add_parser("playground", help=practise, description=practise))
    export = "Write the interaction log to a file, for a spreadsheet or a report."
    _add_export_options(
        commands.add_parser("export", help=export, description=EXPORTING, formatter_class=RawDescriptionHelpFormatter)
    )
    what_if = "Play a community under these settings and under others, before you change them."
    add_simulate_options(
        commands.add_parser(
            "simulate", help=what_if, description=SIMULATING, formatter_class=RawDescriptionHelpFormatter
        )
    )
    _add_upkeep(partial(commands.add_parser, formatter_class=RawDescriptionHelpFormatter))
    return parser


def _add_upkeep(add: Callable[..., ArgumentParser]) -> None:
    copy = "Copy everything the bot remembers into one file, also while it runs."
    backup = add("backup", help=copy, description=BACKUP)
    backup.add_argument(
        "--output", type=Path, metavar="FOLDER", help="where to put the copy (default: MENTORBOT_BACKUP_FOLDER)"
    )
    restore = add("restore", help="Go back to a backup, keeping what it replaces.", description=RESTORE)
    restore.add_argument("backup", type=Path, metavar="FILE", help="the backup to go back to")
    add("verify", help="Say whether the interaction log is as it was written.", description=VERIFY)
    add("new-key", help="Print a new secret key for the file .env.", description=NEW_KEY)
    add("health", help="Ask the bot on this computer whether it is well.", description=HEALTH)


def _add_playground_options(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=0, metavar="N", help="the port to use (default: any free one)")
    parser.add_argument("--no-open", dest="open", action="store_false", help="do not open the web browser")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keep everything in this folder (default: forget it when stopped)"
    )


def _add_export_options(parser: ArgumentParser) -> None:
    parser.add_argument("--from", dest="first", metavar="DAY", help="the first day, for example 2026-09-01")
    parser.add_argument("--to", dest="last", metavar="DAY", help="the last day, for example 2026-12-31")
    parser.add_argument(
        "--period", metavar="WORDS", help='in words instead: "today", "last week", "last month", "september 2026"'
    )
    parser.add_argument(
        "--format",
        choices=("csv", "jsonl"),
        default="csv",
        help="csv for spreadsheets, jsonl for programs (default: csv)",
    )
    parser.add_argument("--server", type=int, metavar="ID", help="only this Discord server (default: all of them)")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help='the file to write, "-" for the terminal (default: mentorbot-log.csv)',
    )


def _port(text: str) -> int:
    if not text.isdecimal() or not (int(text) == 0 or 1024 <= int(text) <= 65535):
        raise ArgumentTypeError(f"{text!r} is not a port; use a number from 1024 to 65535")
    return int(text)
