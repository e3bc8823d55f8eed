"""The list of erased members, beside the backups."""

from pathlib import Path

from mentorbot.store.forgotten import FILE, forgotten, remember


def test_without_a_list_nobody_was_erased(tmp_path: Path) -> None:
    assert forgotten(tmp_path / "nowhere") == set()


def test_numbers_are_added_and_stay(tmp_path: Path) -> None:
    remember(tmp_path / "backups", [7, 5])
    remember(tmp_path / "backups", [5, 9])
    assert forgotten(tmp_path / "backups") == {5, 7, 9}
    assert [file.name for file in (tmp_path / "backups").iterdir()] == [FILE]


def test_a_list_says_to_whoever_opens_it_what_it_is(tmp_path: Path) -> None:
    remember(tmp_path, [5])
    assert "`mentorbot restore` reads this" in (tmp_path / FILE).read_text("utf-8")


def test_nothing_new_leaves_the_list_alone(tmp_path: Path) -> None:
    remember(tmp_path, [5])
    (tmp_path / FILE).chmod(0o400)
    before = (tmp_path / FILE).stat().st_mtime_ns
    remember(tmp_path, [5])
    remember(tmp_path, [])
    assert (tmp_path / FILE).stat().st_mtime_ns == before


def test_a_line_that_is_no_number_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("5\nsomebody's remark\n\n9", "utf-8")
    assert forgotten(tmp_path) == {5, 9}
