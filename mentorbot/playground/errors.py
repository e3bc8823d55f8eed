"""Discord's refusals, with its codes and words."""

from typing import Any

from mentorbot.playground.permissions import Permission

BAD, UNAUTHORISED, FORBIDDEN, MISSING, TOO_LARGE = 400, 401, 403, 404, 413


class DiscordError(Exception):
    """A refusal in the shape that Discord gives it."""

    def __init__(self, status: int, code: int, message: str, *, errors: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status} ({code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors
        self.lacking: Permission | None = None

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"message": self.message, "code": self.code}
        return body if self.errors is None else body | {"errors": self.errors}


KNOWN: dict[int, tuple[int, str]] = {
    0: (UNAUTHORISED, "401: Unauthorized"),
    10003: (MISSING, "Unknown Channel"),
    10004: (MISSING, "Unknown Guild"),
    10007: (MISSING, "Unknown Member"),
    10008: (MISSING, "Unknown Message"),
    10011: (MISSING, "Unknown Role"),
    10013: (MISSING, "Unknown User"),
    10014: (BAD, "Unknown Emoji"),
    10015: (MISSING, "Unknown Webhook"),
    10062: (MISSING, "Unknown interaction"),
    30003: (BAD, "Maximum number of pins reached (250)"),
    30010: (BAD, "Maximum number of reactions reached (20)"),
    40005: (TOO_LARGE, "Request entity too large"),
    40060: (BAD, "Interaction has already been acknowledged."),
    50001: (FORBIDDEN, "Missing Access"),
    50005: (FORBIDDEN, "Cannot edit a message authored by another user"),
    50006: (BAD, "Cannot send an empty message"),
    50007: (FORBIDDEN, "Cannot send messages to this user"),
    50013: (FORBIDDEN, "Missing Permissions"),
    50019: (BAD, "A message can only be pinned to the channel it was sent in"),
    50021: (FORBIDDEN, "Cannot execute action on a system message"),
    50024: (FORBIDDEN, "Cannot execute action on this channel type"),
    50027: (UNAUTHORISED, "Invalid Webhook Token"),
    50035: (BAD, "Invalid Form Body"),
    50083: (BAD, "Thread is archived"),
    50109: (BAD, "The request body contains invalid JSON."),
    160004: (BAD, "A thread has already been created for this message"),
    160005: (FORBIDDEN, "Thread is locked"),
    160006: (BAD, "Maximum number of active threads reached"),
}


def discord_error(code: int) -> DiscordError:
    status, message = KNOWN[code]
    return DiscordError(status, code, message)


def lacking(permission: Permission) -> DiscordError:
    """Missing View Channel reads as missing access, everything else as missing permissions."""
    error = discord_error(50001 if permission is Permission.VIEW_CHANNEL else 50013)
    error.lacking = permission
    return error


def invalid(path: str, code: str, message: str) -> DiscordError:
    """An "Invalid Form Body" about one field, such as `embeds.0.title`."""
    return invalid_form([(path, code, message)])


def invalid_form(problems: list[tuple[str, str, str]]) -> DiscordError:
    tree: dict[str, Any] = {}
    for path, code, message in problems:
        node = tree
        for step in path.split(".") if path else ():
            node = node.setdefault(step, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    error = discord_error(50035)
    error.errors = tree
    return error
