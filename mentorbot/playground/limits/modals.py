"""Forms that open over the page: their limits, and whether what was filled in fits."""

from mentorbot.playground.limits.components import LABEL, ROW, SELECTS, TEXT, TEXT_INPUT, check_custom_ids, check_select
from mentorbot.playground.limits.form import REQUIRED, Form
from mentorbot.playground.model import Json

MOST_PARTS = 5
INNER = (TEXT_INPUT, *SELECTS, 19, 21, 22, 23)
"""Text inputs, selects, file upload, radio group, checkbox group, checkbox."""


def check(modal: Json) -> None:
    form = Form()
    form.text(modal, "title", "data", least=1, most=45, required=True)
    form.text(modal, "custom_id", "data", least=1, most=100, required=True)
    parts = form.objects(modal.get("components"), "data.components")
    form.count(parts, "data.components", least=1, most=MOST_PARTS)
    for index, part in enumerate(parts):
        _check_part(form, part, f"data.components.{index}")
    check_custom_ids(form, parts)
    form.settle()


def fields(modal: Json) -> list[tuple[str, Json]]:
    """Each input of the form with its label, from the newer layout or the older one."""
    found: list[tuple[str, Json]] = []
    for part in modal["components"]:
        if part["type"] == LABEL:
            found.append((part["label"], part["component"]))
        elif part["type"] == ROW:
            found += [(item.get("label", ""), item) for item in part["components"]]
    return found


def _check_part(form: Form, part: Json, path: str) -> None:
    kind = part.get("type")
    if kind == ROW:
        inner = form.objects(part.get("components"), f"{path}.components")
        form.count(inner, f"{path}.components", least=1, most=1)
        for index, item in enumerate(inner):
            form.text(item, "label", f"{path}.components.{index}", least=1, most=45, required=True)
            _check_input(form, item, f"{path}.components.{index}")
    elif kind == LABEL:
        form.text(part, "label", path, least=1, most=45, required=True)
        form.text(part, "description", path, most=100)
        if not part.get("component"):
            form.wrong(f"{path}.component", *REQUIRED)
        else:
            _check_input(form, part["component"], f"{path}.component")
    elif kind == TEXT:
        form.text(part, "content", path, least=1, most=4000, required=True)
    else:
        form.choice({"type": kind or 0}, "type", path, (ROW, TEXT, LABEL))


def _check_input(form: Form, item: Json, path: str) -> None:
    kind = item.get("type")
    if kind not in INNER:
        form.choice({"type": kind or 0}, "type", path, INNER)
    elif kind in SELECTS:
        check_select(form, item, path)
    elif kind == TEXT_INPUT:
        _check_text_input(form, item, path)


def _check_text_input(form: Form, item: Json, path: str) -> None:
    form.text(item, "custom_id", path, least=1, most=100, required=True)
    form.choice(item, "style", path, (1, 2))
    form.number(item, "min_length", path, least=0, most=4000)
    form.number(item, "max_length", path, least=1, most=4000)
    form.text(item, "placeholder", path, most=100)
    form.text(item, "value", path, most=item.get("max_length") or 4000)
    if (item.get("min_length") or 0) > (item.get("max_length") or 4000):
        form.wrong(f"{path}.min_length", "BASE_TYPE_MAX_LENGTH", "Must not be more than the maximum length.")
