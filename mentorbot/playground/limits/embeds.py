"""Embeds: their limits, and the shape in which Discord gives them back."""

from mentorbot.playground.limits.form import Form
from mentorbot.playground.model import Json, inner, listed

MOST = 10
MOST_FIELDS = 25
MOST_TOGETHER = 6000


def check(form: Form, embeds: list[Json]) -> None:
    form.count(embeds, "embeds", most=MOST)
    for index, embed in enumerate(embeds):
        _check_one(form, embed, f"embeds.{index}")
    if sum(_length(embed) for embed in embeds) > MOST_TOGETHER:
        form.wrong("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {MOST_TOGETHER}")


def normal(embed: Json) -> Json:
    """As Discord stores it: always a rich embed, with `inline` said and empty parts left out."""
    kept = {key: value for key, value in embed.items() if value not in (None, "", [], {})}
    if "fields" in kept:
        kept["fields"] = [{**field, "inline": bool(field.get("inline", False))} for field in kept["fields"]]
    kept.pop("flags", None)
    return kept | {"type": "rich"}


def _check_one(form: Form, embed: Json, path: str) -> None:
    form.text(embed, "title", path, most=256)
    form.text(embed, "description", path, most=4096)
    form.text(embed, "url", path, most=2048)
    form.number(embed, "color", path, least=0, most=0xFFFFFF)
    fields = form.objects(embed.get("fields"), f"{path}.fields")
    form.count(fields, f"{path}.fields", most=MOST_FIELDS)
    for index, field in enumerate(fields):
        form.text(field, "name", f"{path}.fields.{index}", most=256, required=True)
        form.text(field, "value", f"{path}.fields.{index}", most=1024, required=True)
    form.text(inner(embed, "footer"), "text", f"{path}.footer", most=2048)
    form.text(inner(embed, "author"), "name", f"{path}.author", most=256)


def _length(embed: Json) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [inner(embed, "footer").get("text"), inner(embed, "author").get("name")]
    for field in listed(embed, "fields"):
        texts += [field.get("name"), field.get("value")]
    return sum(len(text) for text in texts if isinstance(text, str))
