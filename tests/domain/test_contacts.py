"""Ways to reach somebody are seen in every common spelling; dates, times, sums and rooms are none."""

import pytest

from mentorbot.domain.looking_over import FindingKind, look_over


def seen(text: str, kind: FindingKind) -> list[str]:
    return [one.found for one in look_over(text) if one.kind is kind]


@pytest.mark.parametrize(
    "number",
    [
        *("07700 900123", "07700900123", "07700-900-123", "07700.900.123", "07 700 900 123", "07 70 09 00 12 3"),
        *("+44 7700 900123", "+447700900123", "+44 (0)7700 900123", "(+44) 7700 900123", "0044 7700 900123"),
        *("(020) 7946 0018", "020 7946 0018", "02079460018", "0207 946 0018", "020-7946-0018"),
        *("01632 960123", "(01632) 960 123", "0113 496 0018", "01204 62083", "0800 123 4567"),
        *("0 7 7 0 0 9 0 0 1 2 3", "+353 87 123 4567", "087 123 4567", "0412 345 678", "(555) 234-4567"),
    ],
)
def test_phone_numbers_are_seen(number: str) -> None:
    assert seen(f"Year 9, room 12: {number}. Thanks!", FindingKind.PHONE) == [number]
    assert seen(number, FindingKind.PHONE) == [number]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("my mobile is 7700 900123", "7700 900123"),
        ("Room 12 07700 900123", "07700 900123"),
        ("in 2024 07700900123 30 children", "07700900123"),
        ("Tel:01632 960123", "01632 960123"),
        ("\uff10\uff17\uff17\uff10\uff10 \uff19\uff10\uff10\uff11\uff12\uff13", "07700 900123"),
        ("\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663", "07700900123"),
        ("07700\u200b900\u2060123", "07700900123"),
        ("**07700** 900123", "07700 900123"),
        ("07700\u2013900123", "07700-900123"),
    ],
)
def test_phone_numbers_are_seen_in_disguise(text: str, found: str) -> None:
    assert seen(text, FindingKind.PHONE) == [found]


@pytest.mark.parametrize(
    "text",
    [
        *("Room 0123", "KS3 2026", "Year 7, 0930", "1066, 1492, 1588", "2023/24 2024/25", "12 3 45 678"),
        *("In 2024-2025 and 2026", "01/09/2026 - 12:00", "01.09.2026 10.30", "01-09-2026 09.30", "01 09 2026"),
        *("9.15-10.15 10.30-11.30", "0900-1000", "0900 1000 1100", "08 09 2026 10 11", "2 4 07 08 2026 100"),
        *("1234567890", "0123456789", "0 1 2 3 4 5 6 7 8 9 10", "1 2 3 4 5 6 7 8 9", "2 4 6 8 10 12 14 16"),
        *("\u00a307700900123", "1 000 000 000", "3.141592653589", "0.12345678901", "5+12345678", "100 200 3000"),
        *("ISBN 0-19-853453-1", "978-0-19-853453-1", "192.168.100.200", "<@123456789012345678>", "30 300 3000 30000"),
        *("https://forms.example/07700900123", "order #07700900123", "100200300400 + 12", "05 2024 2025"),
    ],
)
def test_other_figures_are_no_phone_numbers(text: str) -> None:
    assert not seen(text, FindingKind.PHONE)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a.b@school.org.uk", "a.b@school.org.uk"),
        ("Write to jo+work@school.example.", "jo+work@school.example"),
        ("a.b @ school.org.uk", "a.b @ school.org.uk"),
        ("office (at) school dot uk", "office (at) school dot uk"),
        ("office [at] school.org.uk", "office [at] school.org.uk"),
        ("jo.smith at school dot org dot uk", "jo.smith at school dot org dot uk"),
        ("\uff41\uff20\uff42.\uff43\uff4f\uff4d", "a@b.com"),
        ("jo@school\u200b.uk, please", "jo@school.uk"),
        ("'o'brien@school.uk'", "o'brien@school.uk"),
        ("`jo@school.uk`", "jo@school.uk"),
    ],
)
def test_e_mail_addresses_are_seen(text: str, found: str) -> None:
    assert seen(text, FindingKind.EMAIL) == [found]


@pytest.mark.parametrize(
    "text",
    [
        *("look at google.com", "meet at 3pm", "meet at school. Dot to dot", "@everyone", "A1@B2", "=@SUM(A1)"),
        *("look at dot plots", "good at dot-to-dot", "email me @ lunch", "see docs.google.com/forms"),
    ],
)
def test_other_signs_are_no_e_mail_addresses(text: str) -> None:
    assert not seen(text, FindingKind.EMAIL)


@pytest.mark.parametrize(
    "postcode",
    ["SW1A 1AA", "sw1a 1aa", "Sw1a 1AA", "M1 1AE", "m1 1ae", "SW1A1AA", "sw1a1aa", "EC1A 1BB", "LS6 3HN", "ls63hn"],
)
def test_postcodes_are_seen(postcode: str) -> None:
    assert seen(f"The trip starts at {postcode}, at ten", FindingKind.POSTCODE) == [postcode]


def test_a_postcode_without_a_blank_is_seen_where_the_text_says_what_it_is() -> None:
    assert seen("the family lives in m11ae", FindingKind.POSTCODE) == ["m11ae"]
    assert not seen("the part is m11ae", FindingKind.POSTCODE)


@pytest.mark.parametrize(
    "text",
    [
        *("in10", "Set E1 2nd period", "s1 3rd set", "A1 4AB", "room b1 2pm", "Moto G4 8GB", "year 4 2ab", "e1 2hr"),
        *("KS3 2AB", "Y4 3AB", "B12 3rd", "set 1 2nd", "AB12", "OCR A2 3AB", "cells A1 to B12", "PE1 2nd half"),
    ],
)
def test_other_letters_and_figures_are_no_postcodes(text: str) -> None:
    assert not seen(text, FindingKind.POSTCODE)
