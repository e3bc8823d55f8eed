"""What nobody should write and somebody will: texts, times, names, cells, ids and numbers, each drawn by a seed."""

from collections.abc import Sequence
from random import Random

MARKS = (
    *("**", "__", "~~", "||", "`", "``", "```", "```py\n", ">>> ", "> ", "# ", "## ", "-# ", "- ", "1. ", "\\"),
    *("[a](https://b.example)", "[a](javascript:alert(1))", "<https://b.example/_x_>", "</ask:1>", "<t:0:R>", "<t:"),
    *("@everyone", "@here", "@\u200beveryone", "<@", "<@&", "<#", "<:a:1>", "@silent", "`@here`"),
)
UNSEEN = (
    *("\u200b", "\u200d", "\u200e", "\u2060", "\ufeff", "\u00ad", "\ufe0f", "\u061c", "\u180e", "\u3164", "\u2028"),
    *("\u202a", "\u202e", "\u2066", "\u2069", "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x0b", "\x0c", "\r", "\r\n"),
)
FORMULAS = (
    *(
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        ";=1+1",
        ",=1+1",
        "|=1+1",
        "\uff1d1+1",
    ),
    *('=HYPERLINK("https://e.example","x")', "=cmd|' /C calc'!A0", '"=1+1', "'=1+1", "\u200b=1+1", "x;-1", "x\t@A1"),
)
LETTERS = (
    *(
        "é",
        "e\u0301",
        "ß",
        "İ",
        "\u0131",
        "ﬁ",
        "Ω",
        "ñ",
        "文",
        "שלום",
        "مرحبا",
        "١٢٣",
        "½",
        "²",
        "Ⅷ",
        "\U0001d404\U0001d431\U0001d41c\U0001d41e\U0001d425",
        "\uff25\uff38\uff23\uff25\uff2c",
    ),
    *("👩‍🏫", "🏳️‍🌈", "🇬🇧", "Z͑͗a̴l̷g̸o", "\ud7ff", "\ue000", "\ufffd", "\uffff", "\U0010ffff", "\U000e0041"),
)
HALVES = ("\ud800", "\udbff", "\udc00", "\udfff", "\udfff\ud800")  # JSON can carry half a character
TELLING = (
    *("Jamie B in year 4", "my pupil Ella", "J.B. (7B)", "07700 900123", "a@b.example", "sw1a 1aa", "dob 1/2/2015"),
    *("<@1>", " at ", " dot ", "called ", "pupil ", "in ", "'s EHCP", "Jamie", "A123456789012", "+", "0 7"),
)
WORDS = (
    *("Excel", "excel macros", "Scratch", "behaviour", "year 4", "phonics", "help", "How do I", "please", "e-safety"),
    *(
        "'; DROP TABLE question; --",
        "<script>alert(1)</script>",
        "{0}",
        "%s%n",
        "$1",
        "../../etc/passwd",
        "NULL",
        "nan",
    ),
)
TIMES = (
    *("25:61", "in -3 h", "until", "for", "until 4", "4", "45m", "1h30", "1e9", "-0", "99999999999 hours", "½ hour"),
    *("half past three", "twenty five to twelve", "midnight", "noon GMT", "24:00", "00:00", "12am", "0pm", "31:00 pm"),
    *(
        "10 minutes minutes",
        "for until 4",
        "until for 4",
        "٤",
        "\uff14\uff15\uff4d",
        "1.5.5 hours",
        "quarter of an hour ago",
    ),
)
PERIODS = (
    *("last week", "last 0 days", "last 9999 weeks", "31 November", "29 February", "2026-13", "2026-02-30", "0000"),
    *("1/10/2026", "99/99/99", "1 October to", "to", "to to to", "since", "since 1 September", "all", "1...2", "9999"),
    *("2100-12-31 to 2000-01-01", "since tomorrow", "last month to last year", "12 12 12", "may", "Sept to sept"),
)
WEEKS = (
    *("Thursdays 15:30-17:00", "mon,wed 8-8.30am; fri 3-4pm", "every day 10-10.30", "weekdays 0-24", "weekends 22-2"),
    *("Monday", "8-9", "mon 9-9", "mon-fri 25-26", "19:00 to 08:00", "7pm-8", "never", "all day", "noon to midnight"),
)
ZONES = ("Europe/London", "UTC", "utc", "Etc/GMT+12", "../etc/passwd", "Europe/../UTC", "posixrules", "Factory", "A/B")
NUMBERS = (0, 1, 2, 3, 5, 8, -1, -(2**63), 2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**30, 10**90)


class Nasty:
    """Draws bad input; `ids` are mentions that would ring somebody, and `known` numbers that stand for something."""

    def __init__(self, rng: Random, mentions: Sequence[str] = ()) -> None:
        self.rng = rng
        self._marks = (*MARKS, *mentions, *mentions)

    def text(self, most: int = 6000, least: int = 0) -> str:
        """A text as somebody might paste it, sometimes as long as it may be."""
        text = "".join(self._piece() for _ in range(self.rng.choice((0, 1, 1, 2, 3, 5, 9, 20))))
        if self.rng.random() < 0.1:
            text = self.rng.choice((text, self._piece())) or "x"
            text = text * (most // len(text) + 1)
        return text[:most].ljust(least, "x")

    def name(self, most: int = 32) -> str:
        return self.text(most) or "."

    def when(self) -> str:
        return self._mixed(TIMES)

    def week(self) -> str:
        return self._mixed(WEEKS)

    def period(self) -> str:
        return self._mixed(PERIODS)

    def zone(self) -> str:
        return self._mixed(ZONES)

    def cell(self) -> str:
        """A cell that a spreadsheet might take for a formula."""
        start = self.rng.choice((*FORMULAS, *UNSEEN, "", "", "x"))
        return start + self.rng.choice(FORMULAS) + self.text(60) if self.rng.random() < 0.6 else start + self.text(80)

    def number(self) -> int:
        return self.rng.choice(NUMBERS) if self.rng.random() < 0.4 else self.rng.randrange(1, 60)

    def _mixed(self, usual: Sequence[str]) -> str:
        first = self.rng.choice(usual)
        kind = self.rng.random()
        if kind < 0.4:
            return first
        if kind < 0.8:
            at = self.rng.randrange(len(first) + 1)
            return first[:at] + self._piece() + first[at:]
        return f"{first}{self.rng.choice((' ', '', ' to ', ':', '-'))}{self.rng.choice(usual)}"

    def _piece(self) -> str:
        kind = self.rng.random()
        if kind < 0.06:
            return chr(self.rng.choice((self.rng.randrange(0x20, 0x3000), self.rng.randrange(0xE000, 0x110000))))
        if kind < 0.1:
            return self.rng.choice(HALVES)
        return self.rng.choice(self.rng.choice((self._marks, UNSEEN, FORMULAS, LETTERS, WORDS, WORDS, TIMES, TELLING)))
