"""Settings: where they come from, and what a person reads when one is wrong."""

import os
from pathlib import Path

import pytest
from hypothesis import given, strategies

from mentorbot.settings import PREFIX, Settings, SettingsWrong, load_settings, unknown_variables, variable

TOKEN = "MTAxMDEwMTAxMDEwMTAxMDEwMQ.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"  # made up, but shaped like one


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)


def problems(env_file: Path | None = None) -> list[str]:
    with pytest.raises(SettingsWrong) as wrong:
        load_settings(env_file)
    return wrong.value.problems


def test_without_any_setting_the_defaults_hold() -> None:
    chosen = load_settings(None)

    assert chosen.token is None
    assert (chosen.open_limit, chosen.wave_minutes, chosen.zone) == (3, 10, "Europe/London")


def test_the_environment_comes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("MENTORBOT_OPEN_LIMIT=5\nMENTORBOT_MET_DAYS=7\n", encoding="utf-8")
    monkeypatch.setenv("MENTORBOT_OPEN_LIMIT", "2")

    chosen = load_settings(file)

    assert (chosen.open_limit, chosen.met_days) == (2, 7)


def test_a_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"\xef\xbb\xbfMENTORBOT_OPEN_LIMIT=5\r\nMENTORBOT_TOKEN=\r\n")

    chosen = load_settings(file)

    assert chosen.open_limit == 5
    assert chosen.token is None


def test_a_file_that_is_not_text_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("MENTORBOT_ZONE=Europe/Zürich".encode("utf-16"))

    assert problems(file) == [f"{file} is not plain text. Save it again as UTF-8 text."]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        (
            "open_limit",
            "many",
            'is "many", which is not a whole number. Use a whole number from 1 to 25, for example 3.',
        ),
        ("open_limit", "2.5", 'is "2.5", which is not a whole number. Use a whole number from 1 to 25, for example 3.'),
        ("open_limit", "0", 'is "0", which is too small. Use a whole number from 1 to 25, for example 3.'),
        ("met_days", "999", 'is "999", which is too large. Use a whole number from 0 to 365, for example 30.'),
        (
            "guild_ready_seconds",
            "soon",
            'is "soon", which is not a number. Use a number from 0 to 60, for example 2.0.',
        ),
        ("guild_ready_seconds", "nan", 'is "nan", which is not a number. Use a number from 0 to 60, for example 2.0.'),
        ("log_level", "loud", 'is "LOUD", which is not one of the choices. Use DEBUG, INFO, WARNING or ERROR.'),
        ("log_format", "xml", 'is "xml", which is not one of the choices. Use text or json.'),
        (
            "zone",
            "London",
            'is "London", which is not a time zone\'s name. Use a name such as Europe/London or Europe/Paris.',
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable(name), value)

    assert problems() == [f"{variable(name)} {words}"]


@pytest.mark.parametrize(
    "zone", ["Europe", "localtime", "right/Europe/London", "Europe/../Europe/London", "Europe/" + "x" * 5000]
)
def test_only_a_zone_that_means_the_same_everywhere_is_taken(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("MENTORBOT_ZONE", zone)

    assert "which is not a time zone's name" in problems()[0]


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])
def test_any_zone_of_the_world_may_be_named(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("MENTORBOT_ZONE", zone)

    assert load_settings(None).zone == zone


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_ZONE", "Nowhere")
    monkeypatch.setenv("MENTORBOT_NUDGE_HOURS", "-1")

    assert [problem.split()[0] for problem in problems()] == ["MENTORBOT_ZONE", "MENTORBOT_NUDGE_HOURS"]


def test_words_for_choices_may_be_in_any_case(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_LOG_LEVEL", "debug")
    monkeypatch.setenv("MENTORBOT_LOG_FORMAT", "JSON")

    assert (load_settings(None).log_level, load_settings(None).log_format) == ("DEBUG", "json")


@pytest.mark.parametrize("token", [f'"{TOKEN}', f"Bot {TOKEN}", f"{TOKEN}\n{TOKEN}"])
def test_a_token_with_something_around_it_is_refused_without_being_shown(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("MENTORBOT_TOKEN", token)

    [problem] = problems()

    assert problem.startswith("MENTORBOT_TOKEN holds blanks or quotation marks. Use the token alone")
    assert TOKEN not in problem


def test_a_token_in_the_wrong_place_is_not_shown_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_ZONE", TOKEN)

    assert TOKEN not in "".join(problems())


def test_the_token_is_not_in_what_settings_show_of_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORBOT_TOKEN", f" {TOKEN}\n")

    chosen = load_settings(None)

    assert chosen.token
    assert chosen.token.get_secret_value() == TOKEN
    assert TOKEN not in f"{chosen!r} {chosen} {chosen.model_dump_json()}"


@given(
    name=strategies.sampled_from([name for name in Settings.model_fields if name != "database"]),
    value=strategies.text(strategies.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1),
)
def test_whatever_is_written_is_taken_or_explained(name: str, value: str) -> None:
    told: list[str] = []
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(variable(name), value)
        try:
            load_settings(None)
        except SettingsWrong as wrong:
            told = wrong.problems
    assert all(problem.startswith(variable(name)) and ". Use " in problem for problem in told)


def test_a_slip_of_the_keyboard_is_found() -> None:
    names = ["PATH", "MENTORBOT_OPEN_LIMT", "MENTORBOT_OPEN_LIMIT", "mentorbot_zone"]

    assert unknown_variables(names) == ["MENTORBOT_OPEN_LIMT"]
