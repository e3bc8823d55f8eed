"""The real bot, built as everywhere else, on a database named by MENTORBOT_DATABASE."""

import random

import discord

from benchmarks.bots.meter import run
from mentorbot import logs
from mentorbot.bot import create_bot
from mentorbot.clock import ShiftedClock
from mentorbot.settings import load_settings


def build(clock: ShiftedClock) -> discord.Client:
    settings = load_settings(env_file=None)
    logs.configure(settings)
    return create_bot(settings, clock=clock, rng=random.Random())  # chance ranks mentors, it hides nothing


if __name__ == "__main__":
    run(build)
