"""The bot's requests in plain words, for the log."""

from collections.abc import Callable

from mentorbot.playground.model import Json, inner
from mentorbot.playground.realm import Recorded
from mentorbot.playground.wording import body_text, place
from mentorbot.playground.world import World

ANSWERS = {
    4: "answered",
    5: "said that it is thinking",
    6: "took note",
    7: "changed the message that was used",
    8: "offered choices while somebody was typing",
    9: "opened a form",
}


def said(world: World, entry: Recorded) -> str:
    """One sentence about a request, with Discord's refusal where there was one."""
    words = _WORDS.get(entry.route)
    sentence = "The bot " + (words(world, entry) if words else f"asked Discord: {entry.route}")
    if entry.status < 400:
        return sentence
    message = entry.response.get("message", "") if isinstance(entry.response, dict) else ""
    return f"{sentence} — refused: {message} ({entry.status})"


def _where(world: World, entry: Recorded) -> str:
    number = entry.path.split("/channels/")[1].split("/")[0]
    return place(world.state.channels.get(int(number)) if number.isdecimal() else None, world)


def _in(verb: str, *, after: str = "in ") -> Callable[[World, Recorded], str]:
    return lambda world, entry: f"{verb} {after}{_where(world, entry)}"


def _sent(world: World, entry: Recorded) -> str:
    text = body_text(world, entry.json if isinstance(entry.json, dict) else {})
    return f"wrote in {_where(world, entry)}: {text}" if text else f"wrote in {_where(world, entry)}"


def _answered(world: World, entry: Recorded) -> str:
    body = entry.json if isinstance(entry.json, dict) else {}
    data: Json = inner(body, "data")
    words = ANSWERS.get(body.get("type", 0), "answered")
    text = body_text(world, data)
    private = " privately" if (data.get("flags") or 0) & 64 else ""
    return f"{words}{private}: {text}" if text else f"{words}{private}"


def _followed(world: World, entry: Recorded) -> str:
    body = entry.json if isinstance(entry.json, dict) else {}
    private = " privately" if (body.get("flags") or 0) & 64 else ""
    return f"added{private}: {body_text(world, body)}"


def _changed_answer(world: World, entry: Recorded) -> str:
    return f"changed its answer to: {body_text(world, entry.json if isinstance(entry.json, dict) else {})}"


def _changed_thread(world: World, entry: Recorded) -> str:
    body = entry.json if isinstance(entry.json, dict) else {}
    deeds = {("archived", True): "archived", ("archived", False): "opened", ("locked", True): "locked"}
    done = [deeds[key, value] for key, value in body.items() if (key, value) in deeds]
    return f"{' and '.join(done) or 'changed'} {_where(world, entry)}"


def _plain(words: str) -> Callable[[World, Recorded], str]:
    return lambda _world, _entry: words


_MESSAGES = "/channels/{channel_id}/messages"
_WORDS: dict[str, Callable[[World, Recorded], str]] = {
    "GET /users/@me": _plain("logged in"),
    "GET /oauth2/applications/@me": _plain("looked up its own application"),
    "GET /guilds/{guild_id}/members/{user_id}": _plain("looked whether a member is still here"),
    "GET /gateway/bot": _plain("asked where to connect"),
    "GET /channels/{channel_id}": _in("looked at", after=""),
    "PUT /applications/{application_id}/commands": _plain("announced its commands"),
    "POST /users/@me/channels": _plain("opened a direct conversation"),
    f"POST {_MESSAGES}": _sent,
    f"PATCH {_MESSAGES}/{{message_id}}": _in("changed a message"),
    f"DELETE {_MESSAGES}/{{message_id}}": _in("deleted a message"),
    f"GET {_MESSAGES}": _in("read what was written"),
    f"GET {_MESSAGES}/{{message_id}}": _in("read a message again"),
    f"PUT {_MESSAGES}/{{message_id}}/reactions/{{emoji}}/@me": _in("put a reaction on a message"),
    f"GET {_MESSAGES}/{{message_id}}/reactions/{{emoji}}": _in("looked who had reacted"),
    f"POST {_MESSAGES}/{{message_id}}/threads": _in("opened a thread at a message"),
    "POST /channels/{channel_id}/threads": _in("opened a thread"),
    "PATCH /channels/{channel_id}": _changed_thread,
    "PUT /channels/{channel_id}/thread-members/{user_id}": _in("added somebody", after="to "),
    f"PUT {_MESSAGES}/pins/{{message_id}}": _in("pinned a message"),
    "POST /interactions/{interaction_id}/{token}/callback": _answered,
    "POST /webhooks/{application_id}/{token}": _followed,
    "PATCH /webhooks/{application_id}/{token}/messages/{message_id}": _changed_answer,
}
