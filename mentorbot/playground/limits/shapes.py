"""The shape in which Discord stores and gives back components: numbered, with defaults said."""

from itertools import count
from typing import Any

from mentorbot.playground.limits import components as parts
from mentorbot.playground.model import Json

_DEFAULTS: dict[int, Json] = {
    parts.ROW: {"components": []},
    parts.CONTAINER: {"components": [], "accent_color": None, "spoiler": False},
    parts.SEPARATOR: {"spacing": 1, "divider": True},
    parts.THUMBNAIL: {"description": None, "spoiler": False},
    parts.GALLERY: {"items": []},
    **{kind: {"min_values": 1, "max_values": 1} for kind in parts.SELECTS},
}


def normal(components: list[Json]) -> list[Json]:
    """A copy with an `id` for each component, unique in the message, and Discord's defaults."""
    taken = {part["id"] for part in parts.everything(components) if part.get("id")}
    numbers = (number for number in count(1) if number not in taken)

    def shape(component: Json) -> Json:
        kind: int = component["type"]
        kept = {key: value for key, value in component.items() if value is not None}
        number: Any = kept.pop("id", None) or next(numbers)
        shaped: Json = {"type": kind, "id": number, **_DEFAULTS.get(kind, {}), **kept}
        if kept.get("components"):
            shaped["components"] = [shape(inner) for inner in kept["components"]]
        for key in ("accessory", "component"):
            if kept.get(key):
                shaped[key] = shape(kept[key])
        if kept.get("emoji"):
            shaped["emoji"] = {key: value for key, value in kept["emoji"].items() if value is not None}
        if kind == parts.THUMBNAIL:
            shaped["media"] = _media(shaped["media"])
        return shaped

    return [shape(component) for component in components]


def texts(components: list[Json]) -> list[str]:
    """Every text that a reader sees in the newer layout, in order."""
    return [part["content"] for part in parts.everything(components) if part.get("type") == parts.TEXT]


def _media(media: Json) -> Json:
    url = media.get("url", "")
    return {"id": "1", "url": url, "proxy_url": url, **media}
