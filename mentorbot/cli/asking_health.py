"""`mentorbot health`: asks the bot on this computer whether it is well, as containers do every half minute."""

import http.client
import json
import sys
from typing import Any

from mentorbot.cli import exits
from mentorbot.settings import Settings

PATIENCE = 10.0
OFF = "MENTORBOT_HEALTH_PORT is 0, so the bot does not say how it is. Give it a port, for example 8080."
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - nothing is bound to them here: they are asked on loopback


def ask_health(settings: Settings) -> int:
    """Print each part's words; 0 only if all is well."""
    if settings.health_port == 0:
        return _say(OFF, exits.FAILED)
    host = EVERYWHERE.get(settings.health_host, settings.health_host)
    connection = http.client.HTTPConnection(host, settings.health_port, timeout=PATIENCE)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        report: dict[str, Any] = json.loads(answer.read())
        for name, part in report["parts"].items():
            print(f"{name}: {part['words']}")
    except (OSError, http.client.HTTPException, ValueError, LookupError, TypeError) as error:
        return _say(f"No bot answers at {host}:{settings.health_port} ({type(error).__name__}).", exits.FAILED)
    finally:
        connection.close()
    return exits.OK if answer.status == http.HTTPStatus.OK else _say("The bot is not well.", exits.FAILED)


def _say(words: str, code: int) -> int:
    print(words, file=sys.stderr)
    return code
