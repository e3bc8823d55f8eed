"""`python -m mentorbot.playground`: the practice server alone, also with a bot of one's own."""

import argparse
import sys
from pathlib import Path

from mentorbot.playground.launch import BOT
from mentorbot.playground.serving import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m mentorbot.playground", description=__doc__)
    parser.add_argument("--port", type=int, help="the port to listen on (any free one if not given)")
    parser.add_argument("--no-open", action="store_true", help="do not open the page in a browser")
    parser.add_argument("--data", type=Path, help="a folder to keep everything in")
    parser.add_argument("--bot", type=Path, help="run this Python file as the bot instead of mentorbot")
    chosen = parser.parse_args()
    bot = (sys.executable, str(chosen.bot.resolve())) if chosen.bot else BOT
    return run(chosen.port, not chosen.no_open, chosen.data, bot=bot)


if __name__ == "__main__":
    sys.exit(main())
