"""Components of messages and forms: what may stand where, their limits, and their ids."""

from collections.abc import Callable, Iterator
from typing import Any

from mentorbot.playground.limits.form import REQUIRED, Form
from mentorbot.playground.model import Json, listed

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
LINK, PREMIUM = 5, 6
NEW_TOP = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
MOST_ROWS, MOST_PARTS, MOST_TEXT = 5, 40, 4000


def everything(components: list[Json]) -> Iterator[Json]:
    """Each component, from the outside in."""
    for component in components:
        yield component
        yield from everything(listed(component, "components"))
        for inner in (component.get("accessory"), component.get("component")):
            if inner:
                yield from everything([inner])


def check_message(form: Form, components: list[Json], *, new_layout: bool) -> None:
    """The components of a message: rows only, or the whole newer layout where its flag is set."""
    if new_layout:
        _check_new_layout(form, components)
    else:
        form.count(components, "components", most=MOST_ROWS)
        for index, component in enumerate(components):
            _check_kind(form, component, f"components.{index}", (ROW,))
    for index, component in enumerate(components):
        check_one(form, component, f"components.{index}")
    check_custom_ids(form, components)


def check_custom_ids(form: Form, components: list[Json]) -> None:
    seen: set[str] = set()
    for component in everything(components):
        custom_id = component.get("custom_id")
        if custom_id is None:
            continue
        if custom_id in seen:
            words = "Component custom id cannot be duplicated"
            form.wrong("components", "COMPONENT_CUSTOM_ID_DUPLICATED", words)
        seen.add(custom_id)


def check_one(form: Form, component: Json, path: str) -> None:
    check = _CHECKS.get(component.get("type", 0))
    if check is None:
        form.wrong(f"{path}.type", "BASE_TYPE_CHOICES", "Value must be one of the component types.")
    else:
        check(form, component, path)


def check_select(form: Form, component: Json, path: str) -> None:
    form.text(component, "custom_id", path, least=1, most=100, required=True)
    form.text(component, "placeholder", path, most=150)
    form.number(component, "min_values", path, least=0, most=25)
    form.number(component, "max_values", path, least=1, most=25)
    if component["type"] != STRING_SELECT:
        return
    options = form.objects(component.get("options"), f"{path}.options")
    form.count(options, f"{path}.options", least=1, most=25)
    for index, option in enumerate(options):
        _check_option(form, option, f"{path}.options.{index}")
    values = [option.get("value") for option in options]
    if len(set(map(str, values))) < len(values):
        words = "The specified option value is already used"
        form.wrong(f"{path}.options", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", words)
    if (component.get("max_values") or 1) > len(options):
        form.wrong(f"{path}.max_values", "NUMBER_TYPE_MAX", f"Must be {len(options)} or fewer, the number of options.")


def _check_option(form: Form, option: Json, path: str) -> None:
    form.text(option, "label", path, least=1, most=100, required=True)
    form.text(option, "value", path, least=1, most=100, required=True)
    form.text(option, "description", path, most=100)


def check_button(form: Form, component: Json, path: str) -> None:
    style = component.get("style")
    if style is None:
        form.wrong(f"{path}.style", *REQUIRED)
    form.choice(component, "style", path, (1, 2, 3, 4, 5, 6))
    form.text(component, "label", path, most=80)
    if style == LINK:
        form.text(component, "url", path, least=1, most=512, required=True)
        if component.get("custom_id"):
            form.wrong(
                path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be given"
            )
    elif style != PREMIUM:
        form.text(component, "custom_id", path, least=1, most=100, required=True)
    if style != PREMIUM and not component.get("label") and not component.get("emoji"):
        form.wrong(path, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji")


def _check_row(form: Form, component: Json, path: str) -> None:
    inner = form.objects(component.get("components"), f"{path}.components")
    form.count(inner, f"{path}.components", least=1, most=5)
    if len(inner) > 1 and any(item.get("type") in SELECTS for item in inner):
        form.wrong(
            f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
        )
    _check_inner(form, component, path, (BUTTON, *SELECTS))


def _check_container(form: Form, component: Json, path: str) -> None:
    form.number(component, "accent_color", path, least=0, most=0xFFFFFF)
    if not component.get("components"):
        form.wrong(f"{path}.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 40 in length.")
    _check_inner(form, component, path, tuple(kind for kind in NEW_TOP if kind != CONTAINER))


def _check_section(form: Form, component: Json, path: str) -> None:
    form.count(listed(component, "components"), f"{path}.components", least=1, most=3)
    _check_inner(form, component, path, (TEXT,))
    accessory = component.get("accessory")
    if not accessory:
        form.wrong(f"{path}.accessory", *REQUIRED)
    else:
        _check_kind(form, accessory, f"{path}.accessory", (BUTTON, THUMBNAIL))
        check_one(form, accessory, f"{path}.accessory")


def _check_text(form: Form, component: Json, path: str) -> None:
    form.text(component, "content", path, least=1, most=MOST_TEXT, required=True)


def _check_gallery(form: Form, component: Json, path: str) -> None:
    form.count(listed(component, "items"), f"{path}.items", least=1, most=10)


def _check_inner(form: Form, component: Json, path: str, kinds: tuple[int, ...]) -> None:
    for index, item in enumerate(listed(component, "components")):
        _check_kind(form, item, f"{path}.components.{index}", kinds)
        check_one(form, item, f"{path}.components.{index}")


def _check_kind(form: Form, component: Json, path: str, kinds: tuple[int, ...]) -> None:
    if component.get("type") not in kinds:
        form.choice({"type": component.get("type", 0)}, "type", path, kinds)


def _check_new_layout(form: Form, components: list[Json]) -> None:
    for index, component in enumerate(components):
        _check_kind(form, component, f"components.{index}", NEW_TOP)
    parts = list(everything(components))
    form.count(parts, "components", most=MOST_PARTS)
    length = sum(len(str(part.get("content", ""))) for part in parts if part.get("type") == TEXT)
    if length > MOST_TEXT:
        form.wrong("components", "COMPONENT_MAX_TEXT_SIZE_EXCEEDED", f"Text exceeds maximum size of {MOST_TEXT}")


def _nothing_more(form: Form, component: Json, path: str) -> None:
    """Separators, files and thumbnails have no limits that this server minds."""


_CHECKS: dict[Any, Callable[[Form, Json, str], None]] = {
    ROW: _check_row,
    BUTTON: check_button,
    SECTION: _check_section,
    TEXT: _check_text,
    THUMBNAIL: _nothing_more,
    GALLERY: _check_gallery,
    FILE: _nothing_more,
    SEPARATOR: _nothing_more,
    CONTAINER: _check_container,
    **dict.fromkeys(SELECTS, check_select),
}
