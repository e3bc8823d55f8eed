"""Every setting, where it comes from and what it may be, with errors in plain words."""

from collections.abc import Iterable
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from mentorbot.domain.matching import Rest
from mentorbot.domain.policy import Policy
from mentorbot.domain.zones import is_zone
from mentorbot.redaction import redact
from mentorbot.sealing import SHORTEST_KEY, Sealing

PREFIX = "MENTORBOT_"
SECRET = frozenset({"token", "secret_key"})
OPEN_TO_OTHERS = (
    "MENTORBOT_HEALTH_HOST is {}, which other computers can reach, and whoever reaches it needs no password. "
    "Use 127.0.0.1. If only your own network can reach that address, say so with MENTORBOT_HEALTH_PUBLIC=true."
)


def _bare_token(token: str) -> str:
    token = token.strip()
    if any(sign.isspace() or sign in "\"'" for sign in token):
        raise PydanticCustomError("token", "holds blanks or quotation marks")
    return token


def _known_zone(zone: str) -> str:
    if not is_zone(zone):
        raise PydanticCustomError("zone", "is not a time zone's name")
    return zone


def _address(host: str) -> str:
    try:
        return str(ip_address(host))
    except ValueError:
        raise PydanticCustomError("address", "is not an address in numbers") from None


def _upper(value: Any) -> Any:
    return value.upper() if isinstance(value, str) else value


def _lower(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _secret(value: Any) -> Any:
    return _bare_token(value) if isinstance(value, str) else value


def _long_keys(keys: SecretStr) -> SecretStr:
    plain = [key.strip() for key in keys.get_secret_value().split(",")]
    if any(len(key) < SHORTEST_KEY or any(map(str.isspace, key)) for key in plain):
        raise PydanticCustomError("secret_key", "is too short or holds blanks")
    return SecretStr(",".join(plain))


Level = Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(_upper)]
Format = Annotated[Literal["text", "json"], BeforeValidator(_lower)]
Host = Annotated[str, AfterValidator(_address)]
Zone = Annotated[str, AfterValidator(_known_zone)]
SecretKeys = Annotated[SecretStr, AfterValidator(_long_keys)]
Token = Annotated[SecretStr, BeforeValidator(_secret)]


class Settings(BaseSettings):
    """Read from the environment first, then from the file `.env`, else the default. Never changed while running."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad on Windows begins files with a byte order mark
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )

    token: Token | None = None
    """The bot's password from Discord's developer portal. Tell nobody."""
    secret_key: SecretKeys | None = None
    """Seals who asked anonymously, and which school is whose. Print one with mentorbot new-key. Tell nobody."""
    database: Path = Path("data/mentorbot.db")
    """The file that holds everything the bot remembers."""
    log_level: Level = "INFO"
    """How much the log tells: DEBUG is most, ERROR is least."""
    log_format: Format = "text"
    """text for people, json for programs that collect logs."""
    zone: Zone = "Europe/London"
    """The time zone for times of day, until a member sets another."""

    open_limit: int = Field(default=3, ge=1, le=25)
    """How many open questions one member may have at once."""
    question_hours: int = Field(default=72, ge=1, le=720)
    """How long a question waits for a helper before it is closed, and its asker and the moderators are told."""
    wave_minutes: int = Field(default=10, ge=1, le=1440)
    """How long called mentors have before the next three are called."""
    urgent_wave_minutes: int = Field(default=2, ge=1, le=1440)
    """The same for an urgent question."""
    cooldown_minutes: int = Field(default=30, ge=0, le=1440)
    """Nobody is called twice within this time."""
    links_at_once: int = Field(default=2, ge=1, le=10)
    """How many threads one mentor helps in at once, until they choose otherwise."""
    week_minutes: int = Field(default=120, ge=0, le=10080)
    """After how many minutes of help in a week nobody calls a mentor any more, until they choose otherwise."""
    met_days: int = Field(default=30, ge=0, le=365)
    """How long people who met come last for each other."""
    offer_minutes: int = Field(default=60, ge=5, le=1440)
    """How long an offer lasts when its mentor does not say."""
    topics_per_member: int = Field(default=0, ge=0, le=25)
    """How many topics one mentor may have; 0 sets no limit."""

    nudge_hours: int = Field(default=24, ge=1, le=720)
    """After how long without a word a thread is asked about."""
    dissolve_hours: int = Field(default=24, ge=1, le=720)
    """After how long without a reply to that it is tidied away."""
    reopen_days: int = Field(default=7, ge=0, le=90)
    """How long the asker can open a finished question again."""

    guild_ready_seconds: float = Field(default=2.0, ge=0, le=60, allow_inf_nan=False)
    """How long to wait for servers to arrive at start-up."""
    reconcile_minutes: int = Field(default=10, ge=1, le=1440)
    """How often open questions are compared with Discord."""

    backup_keep: int = Field(default=7, ge=0, le=365)
    """How many nightly copies of the database are kept; 0 makes none."""
    backup_folder: Path | None = None
    """Where they are kept; by default in the folder `backups` beside the database."""
    least_free_megabytes: int = Field(default=100, ge=0, le=1_000_000)
    """With less free space than this, new questions and offers are refused; 0 never refuses."""
    health_port: int = Field(default=0, ge=0, le=65535)
    """The port where the bot says how it is; 0 says it nowhere."""
    health_host: Host = "127.0.0.1"
    """The address for that; by default only this computer can reach it."""
    health_public: bool = False
    """Whether an address that others can reach is meant so."""
    metrics: bool = False
    """Whether counts for Prometheus stand beside it."""

    @property
    def policy(self) -> Policy:
        """The settings that say how long things take."""
        rest = timedelta(minutes=self.cooldown_minutes)
        return Policy(
            question=timedelta(hours=self.question_hours),
            wave=timedelta(minutes=self.wave_minutes),
            urgent_wave=timedelta(minutes=self.urgent_wave_minutes),
            rest=Rest(rest, rest, self.links_at_once, self.week_minutes),
            met=timedelta(days=self.met_days),
            quiet=timedelta(hours=self.nudge_hours),
            dissolve=timedelta(hours=self.dissolve_hours),
            reopen=timedelta(days=self.reopen_days),
            offer=timedelta(minutes=self.offer_minutes),
            open_limit=self.open_limit,
            topics_per_member=self.topics_per_member,
            zone=self.zone,
        )

    @property
    def sealing(self) -> Sealing:
        """What seals under the secret key, the newest first where there are several."""
        keys = self.secret_key.get_secret_value() if self.secret_key else ""
        return Sealing(tuple(filter(None, keys.split(","))))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be shown."""
        token = (self.token.get_secret_value(),) if self.token else ()
        return (*token, *self.sealing.keys)

    @property
    def backups(self) -> Path:
        return self.backup_folder or self.database.parent / "backups"


class SettingsWrong(Exception):
    """The settings cannot be used; `problems` says why, a sentence or two each."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def load_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings, or raise `SettingsWrong` with words for whoever set them."""
    try:
        settings = Settings(_env_file=env_file)  # pyright: ignore[reportCallIssue] - pydantic-settings hides it from types
    except ValidationError as error:
        raise SettingsWrong(describe_errors(error)) from None
    except UnicodeDecodeError:
        raise SettingsWrong([f"{env_file} is not plain text. Save it again as UTF-8 text."]) from None
    if not (settings.health_public or ip_address(settings.health_host).is_loopback):
        raise SettingsWrong([OPEN_TO_OTHERS.format(settings.health_host)])
    return settings


def describe_errors(error: ValidationError) -> list[str]:
    """Say of each wrong setting which it is, what is wrong, and what would be right."""
    return [_describe(details) for details in error.errors()]


def variable(field: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + field.upper()


def unknown_variables(names: Iterable[str]) -> list[str]:
    """Those of `names` that look like settings of ours but are none, as after a slip of the keyboard."""
    known = {variable(field) for field in Settings.model_fields}
    return sorted({name for name in names if name.upper().startswith(PREFIX) and name.upper() not in known})


def _describe(details: ErrorDetails) -> str:
    field = str(details["loc"][0])
    # Somebody may have put the token in the wrong place, so even a wrong value is shown without one.
    shown = "" if field in SECRET else f' is "{redact(str(details["input"]))[:60]}", which'
    return f"{variable(field)}{shown} {_wrong(details)}. Use {_right(field, Settings.model_fields[field])}."


def _wrong(details: ErrorDetails) -> str:
    kind = details["type"]
    if kind in {"token", "secret_key", "zone", "address"}:
        return details["msg"]
    plain = {
        "int_parsing": "is not a whole number",
        "int_from_float": "is not a whole number",
        "float_parsing": "is not a number",
        "bool_parsing": "is neither true nor false",
        "finite_number": "is not a number",
        "greater_than_equal": "is too small",
        "less_than_equal": "is too large",
        "literal_error": "is not one of the choices",
    }
    return plain.get(kind, "cannot be used")


def _right(field: str, info: FieldInfo) -> str:
    special = {
        "token": "the token alone, exactly as Discord's developer portal shows it",
        "secret_key": "what mentorbot new-key prints; several, the newest first, with commas between them",
        "database": "the path of a file, for example data/mentorbot.db",
        "backup_folder": "the path of a folder, for example data/backups",
        "health_host": "127.0.0.1",
        "health_public": "true or false",
        "metrics": "true or false",
        "log_level": "DEBUG, INFO, WARNING or ERROR",
        "log_format": "text or json",
        "zone": "a name such as Europe/London or Europe/Paris",
    }
    if field in special:
        return special[field]
    low = next(rule.ge for rule in info.metadata if hasattr(rule, "ge"))
    high = next(rule.le for rule in info.metadata if hasattr(rule, "le"))
    number = "a whole number" if info.annotation is int else "a number"
    return f"{number} from {low} to {high}, for example {info.default}"
