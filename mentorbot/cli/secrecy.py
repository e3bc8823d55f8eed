"""Whether the file with the token can be read by other people of this computer."""

import os
from pathlib import Path

OTHERS = 0o077


def readable_by_others(env_file: Path = Path(".env")) -> str | None:
    """Say so in words, with what to type; None where only its owner can read it, or where it isn't used."""
    if os.name == "nt" or not env_file.is_file() or not env_file.stat().st_mode & OTHERS:
        return None  # Windows keeps a list of who may read, and a home folder there is private
    return (
        f"Other users of this computer can read {env_file}, which holds the token. To stop that: chmod 600 {env_file}"
    )
