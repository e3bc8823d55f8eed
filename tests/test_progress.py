"""The progress bar on a terminal, and its silence elsewhere."""

import io

from mentorbot.cli.progress import ERASE, Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_a_terminal_shows_how_far_it_is() -> None:
    terminal = Terminal()

    Progress(terminal, 1_000_000).at(500_000)

    assert terminal.getvalue() == f"{ERASE}[###############...............]  50%  500,000 of 1,000,000 lines"


def test_it_is_drawn_ten_times_a_second_at_most() -> None:
    terminal, watch = Terminal(), Watch()
    progress = Progress(terminal, 100, timer=watch)

    for done in range(100):
        watch.seconds = done / 100
        progress.at(done)

    assert terminal.getvalue().count(ERASE) == 10


def test_it_is_gone_when_all_is_done() -> None:
    terminal = Terminal()
    progress = Progress(terminal, 0)

    progress.at(0)
    progress.finish()

    assert "100%" in terminal.getvalue()
    assert terminal.getvalue().endswith(ERASE)


def test_a_file_gets_no_bar() -> None:
    file = io.StringIO()
    progress = Progress(file, 10)

    progress.at(5)
    progress.finish()

    assert file.getvalue() == ""
