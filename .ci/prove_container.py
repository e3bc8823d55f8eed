"""Follows the Dockerfile's steps in a clean folder, since no container engine is at hand, and tries what it builds."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
UID = 10001
NEEDS_AN_ENGINE = "useradd"  # the user of the image; its folder is made below


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        base = Path(scratch)
        base.chmod(0o755)  # for the other user whom the image runs as
        places = {"/opt/mentorbot": base / "opt", "/build": base / "build", "/data": base / "data"}
        for place in (*places.values(), base / "tmp"):
            place.mkdir()
        environment = build(places, base)
        before = files(base)
        prove(places["/data"], environment)
        written = sorted(str(path.relative_to(base)) for path in files(base) - before)
        assert written == ["data/kept"], written
        print("  nothing was written outside /data, and there only what was asked for")


def build(places: dict[str, Path], base: Path) -> dict[str, str]:
    """Carry out COPY, RUN and ENV with the image's folders moved into the scratch folder; give the environment."""
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    environment = {"PATH": python_on(base), "HOME": str(base / "tmp"), "TMPDIR": str(base / "tmp")}
    environment |= {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    for line in text.splitlines():
        step, _, rest = line.partition(" ")
        if step == "COPY" and "--from" not in rest:
            *sources, target = rest.split()
            copy(sources, places["/build"] / target)
        elif step == "RUN" and NEEDS_AN_ENGINE not in rest:
            print(f"RUN {' '.join(rest.split())}", flush=True)
            subprocess.run(moved(rest, places), shell=True, check=True, cwd=places["/build"], env=environment)
        elif step == "ENV":
            pairs = (pair.split("=", 1) for pair in moved(rest, places).split())
            environment |= {name: value.replace("$PATH", environment["PATH"]) for name, value in pairs}
    return environment


def python_on(base: Path) -> str:
    """Give a path on which the image's `python` is found; Debian's own knows only `python3`."""
    if shutil.which("python"):
        return os.environ["PATH"]
    (base / "tmp" / "python").symlink_to(sys.executable)
    return os.pathsep.join([str(base / "tmp"), os.environ["PATH"]])


def copy(sources: list[str], target: Path) -> None:
    for source in (ROOT / name for name in sources):
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            place = target / source.name if target.is_dir() else target
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, place)


def moved(text: str, places: dict[str, Path]) -> str:
    for there, here in places.items():
        text = re.sub(rf"(?<![\w.]){there}\b", str(here), text)
    return text


def prove(data: Path, environment: dict[str, str]) -> None:
    """Try the built program, as the image's user where we may become that and Python is not in a private folder."""
    root = os.geteuid() == 0 and all(folder.stat().st_mode & 0o001 for folder in Path(sys.executable).resolve().parents)
    if root:
        os.chown(data, UID, UID)
    print(f"As user {UID if root else os.geteuid()}:")

    def tried(*words: str, code: int, says: str, **more: str) -> None:
        who = {"user": UID, "group": UID, "extra_groups": []} if root else {}
        done = subprocess.run(
            words, cwd=data, env=environment | more, capture_output=True, text=True, timeout=60, check=False, **who
        )
        assert done.returncode == code, (words, done)
        assert says in done.stdout + done.stderr, (words, done)
        print(f"  {' '.join(words)}: {code}, as it should")

    token = "made-up"  # nothing is connected to
    tried("mentorbot", "--version", code=0, says="mentorbot ")
    tried("mentorbot", "run", code=78, says="MENTORBOT_TOKEN is not set")
    tried("mentorbot", "check-config", code=0, says=f"MENTORBOT_DATABASE = {data}", MENTORBOT_TOKEN=token)
    tried("mentorbot", "health", code=1, says="No bot answers at 127.0.0.1:8080")
    tried("mentorbot", "export", "--output", "-", code=1, says="There is no database")
    tried(sys.executable, "-c", "open('kept', 'w').close()", code=0, says="")


def files(base: Path) -> set[Path]:
    return {path for path in base.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
