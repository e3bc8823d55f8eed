"""Forms and menus as people fill them in, checked as Discord's own program does before it sends them."""

from typing import Any, cast

from mentorbot.playground.limits import components as parts
from mentorbot.playground.limits.modals import fields
from mentorbot.playground.model import Channel, Json, State, listed
from mentorbot.playground.payloads.interactions import resolved
from mentorbot.playground.people import NotAllowed

USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
OPTION_KIND = {USER_SELECT: 6, ROLE_SELECT: 8, MENTIONABLE_SELECT: 9, CHANNEL_SELECT: 7}


def filled_in(modal: Json, values: Json) -> list[Json]:
    """The form's parts as they are sent; `values` go by the inputs' custom ids."""
    known = {item["custom_id"] for _, item in fields(modal)}
    for name in values:
        if name not in known:
            raise NotAllowed(f"The form has no field “{name}”.", 400)
    return [_filled(part, values) for part in modal["components"]]


def menus_in(filled: list[Json]) -> list[tuple[Json, list[str]]]:
    """Each menu of a form that was filled in, with what was chosen."""
    items = [item for part in filled for item in [part.get("component") or {}, *listed(part, "components")]]
    return [(item, cast("list[str]", item["values"])) for item in items if "values" in item]


def named_by(menus: list[tuple[Json, list[str]]], state: State, channel: Channel) -> Json:
    """Who and what was chosen in menus of people, roles and channels; they list nobody who is not known here."""
    chosen = [
        (OPTION_KIND[menu["type"]], value) for menu, values in menus if menu["type"] in OPTION_KIND for value in values
    ]
    found = resolved(state, [{"type": kind, "value": value} for kind, value in chosen if value.isdecimal()], channel)
    known = {number for sort in ("users", "roles", "channels") for number in found.get(sort, {})}
    if not {value for _, value in chosen} <= known:
        raise NotAllowed("This is not one of the choices.", 400)
    return found


def check_chosen(menu: Json, values: list[str]) -> list[str]:
    """The chosen values, in number and kind as the menu allows."""
    least, most = menu.get("min_values", 1), menu.get("max_values", 1)
    if not least <= len(values) <= most:
        raise NotAllowed(f"Choose {least} to {most}." if least != most else f"Choose {least}.", 400)
    offered = {option["value"] for option in listed(menu, "options")}
    if menu["type"] == parts.STRING_SELECT and not set(values) <= offered:
        raise NotAllowed("This is not one of the choices.", 400)
    return values


def _filled(part: Json, values: Json) -> Json:
    """One part of a form as it is sent: only kind, id and what was entered."""
    head: Json = {"type": part["type"], "id": part["id"]}
    if part["type"] == parts.LABEL:
        return head | {"component": _entered(part["label"], part["component"], values)}
    if part["type"] == parts.ROW:
        return head | {"components": [_entered(item["label"], item, values) for item in part["components"]]}
    return head


def _entered(label: str, item: Json, values: Json) -> Json:
    head: Json = {"type": item["type"], "id": item["id"], "custom_id": item["custom_id"]}
    value = values.get(item["custom_id"])
    if item["type"] == parts.TEXT_INPUT:
        return head | {"value": _checked_text(label, item, item.get("value", "") if value is None else str(value))}
    if item["type"] in parts.SELECTS:
        return head | {"values": _checked_choice(item, value)}
    raise NotAllowed(f"The practice server cannot fill in “{label}”.", 400)


def _checked_choice(item: Json, value: Any) -> list[str]:
    if value is None:
        chosen = [option["value"] for option in listed(item, "options") if option.get("default")]
    else:
        chosen = cast("list[str]", value) if isinstance(value, list) else [str(value)]
    needed = item.get("required", item["type"] == parts.STRING_SELECT)
    return chosen if not chosen and not needed else check_chosen(item, chosen)


def _checked_text(label: str, item: Json, text: str) -> str:
    if not text:
        if item.get("required", True):
            raise NotAllowed(f"“{label}” is required.", 400)
        return text
    least, most = item.get("min_length") or 0, item.get("max_length") or 4000
    if not least <= len(text) <= most:
        raise NotAllowed(f"“{label}” takes {least} to {most} characters; this has {len(text)}.", 400)
    return text
