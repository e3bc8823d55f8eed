"""Settings that can be used but are hardly meant so: told when they are checked and when the bot starts."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values
from pydantic import SecretStr

from mentorbot.redaction import looks_like_a_bots_token
from mentorbot.settings import Settings, unknown_variables, variable

# It's never shown, not even in part: it may be a real password, put in the wrong place.
SHAPELESS = (
    "MENTORBOT_TOKEN does not look like a bot's token, so Discord will probably refuse it. A token is one long word in "
    "three parts, with a dot between them. In the developer portal, press Reset Token under Bot and copy all of it "
    "(the application's id, the public key and the client secret are something else)."
)


def doubts(settings: Settings, env_file: Path = Path(".env")) -> list[str]:
    """Say in words what somebody should look at again; empty when there is nothing."""
    slips = [_slip(name) for name in unknown_variables({*os.environ, *variables_in(env_file)})]
    return [*slips, SHAPELESS] if _strange(settings.token) else slips


def variables_in(env_file: Path) -> Mapping[str, str | None]:
    return dotenv_values(env_file, encoding="utf-8-sig") if env_file.is_file() else {}


def _slip(name: str) -> str:
    close = get_close_matches(name.upper(), [variable(field) for field in Settings.model_fields], n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"{name} is not a setting of mentorbot and does nothing.{meant}"


def _strange(token: SecretStr | None) -> bool:
    return token is not None and not looks_like_a_bots_token(token.get_secret_value())
