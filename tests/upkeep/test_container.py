"""The files for containers and systemd keep their promises, as far as they can be read without an engine."""

import re
from pathlib import Path

from mentorbot.settings import Settings, variable

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
UNIT = (ROOT / "docs" / "mentorbot.service").read_text("utf-8")


def test_the_image_is_slim_and_its_program_runs_without_privileges() -> None:
    bases = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    last = DOCKERFILE[DOCKERFILE.rindex("FROM ") :]
    assert bases == ["python:3.11-slim"] * 2
    assert re.search(r"^USER [1-9]\d+$", last, re.MULTILINE)
    assert last.index("USER ") < last.index("ENTRYPOINT")
    assert 'HEALTHCHECK --interval=30s --timeout=15s --start-period=60s --retries=3 CMD ["mentorbot", "health"]' in last


def test_what_is_installed_is_held_by_its_hash_and_no_token_gets_in() -> None:
    assert "--require-hashes -r requirements.txt" in DOCKERFILE
    assert "TOKEN" not in DOCKERFILE
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    copied = {name for line in re.findall(r"^COPY (?!--from)(.*)$", DOCKERFILE, re.MULTILINE) for name in line.split()}
    assert "*" in ignored
    assert copied - {"./"} == kept


def test_every_setting_that_the_files_name_is_one() -> None:
    known = {variable(field) for field in Settings.model_fields}
    named = set(re.findall(r"MENTORBOT_[A-Z_]+", DOCKERFILE + COMPOSE + UNIT))
    assert named <= known


def test_the_container_can_write_in_one_place_and_is_given_time_to_close() -> None:
    for promise in ("read_only: true", "- ALL", "no-new-privileges:true", "- data:/data", "stop_grace_period: 15s"):
        assert promise in COMPOSE
    assert 'VOLUME ["/data"]' in DOCKERFILE
    assert "ports:" not in COMPOSE, "nobody outside needs to reach it"


def test_systemd_does_not_restart_what_restarting_cannot_mend() -> None:
    for promise in ("Type=notify", "RestartPreventExitStatus=78", "TimeoutStopSec=15", "ProtectSystem=strict"):
        assert promise in UNIT
