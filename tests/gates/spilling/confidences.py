"""What G13 lets people write in confidence: a school, an anonymous question, what is passed on, reports and reasons."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from mentorbot.playground.actor import DIRECT
from mentorbot.playground.practice import Practice
from mentorbot.playground.shown import Answer, Shown
from mentorbot.services.choosing import Choosing
from mentorbot.services.looking_up import LookingUp
from mentorbot.services.relaying import Relaying
from mentorbot.services.reporting import Reporting
from tests.gates.spilling.aviary import Aviary

ROOM = "questions"
Crashing = Callable[[type, str, Callable[..., Exception]], AbstractContextManager[None]]


class Confidences:
    """Does each of these twice: first a handler crashes and quotes all that it was given, then it succeeds."""

    def __init__(self, practice: Practice, aviary: Aviary, crashing: Crashing) -> None:
        self._practice, self._aviary, self._crashing = practice, aviary, crashing
        self._amira, self._ben = practice.person("Amira"), practice.person("Ben")

    async def happen(self) -> None:
        sure = await self._practice.person("Elin").slash(ROOM, "mentorbot config", anonymous="on")
        await self._practice.person("Elin").press(_shown(sure), "anonymous-on:1")
        await self._name_school()
        text = f"Without my name: is {self._aviary.question} a pupil called Jamie B in year 4?"
        await self._meant(await self._amira.slash(ROOM, "ask", question=text, topic="Excel", anonymous=True))
        room = self._practice.channel(ROOM)
        await self._practice.until(lambda: any("Without my name" in shown.text for shown in room.messages))
        card = next(shown for shown in room.messages if "Without my name" in shown.text)
        await self._ben.press(card, "I can help")
        await self._practice.until(lambda: card.thread and card.thread.messages)
        await self._practice.until(lambda: any("Write to the helper" in shown.buttons for shown in self._amira.inbox))
        await self._pass_on(card)
        await self._report(card)
        await self._look_up(card)

    async def _name_school(self) -> None:
        menu = _shown(await self._amira.slash(ROOM, "settings"))
        await self._amira.press(menu, "School")
        with self._crashing(Choosing, "name_school", self._quoting):
            form = await self._amira.press(menu, "Name it")
            await self._amira.submit(form, {"school": self._aviary.values["a school"]})
        form = await self._amira.press(menu, "Name it")
        await self._amira.submit(form, {"school": self._aviary.values["a school"]})
        assert menu.text.startswith("**Your school is set.**"), menu.text

    async def _pass_on(self, card: Shown) -> None:
        with self._crashing(Relaying, "pass_on", self._quoting):
            await self._say()
        await self._say()
        await self._practice.until(lambda: card.thread and self._aviary.passed in card.thread.messages[-1].text)

    async def _say(self) -> None:
        before = len(self._amira.inbox)
        await self._amira.say(DIRECT, f"I tried {self._aviary.passed} already")
        await self._practice.until(lambda: len(self._amira.inbox) > before + 1)

    async def _report(self, card: Shown) -> None:
        told = {"about": "asker", "report": f"{self._aviary.reported} is not right"}
        for crash in (self._crashing(Reporting, "report", self._quoting), nullcontext()):
            form = await self._ben.press(_shown(await self._ben.press(card, "More…")), "Tell the moderators")
            with crash:
                await self._ben.submit(form, told)

    async def _look_up(self, card: Shown) -> None:
        number, reason = card.text.rpartition("Question ")[2], f"because of {self._aviary.reason}"
        dev = self._practice.person("Dev")
        with self._crashing(LookingUp, "look", self._quoting):
            await dev.slash("moderators", "mod lookup", question=number, reason=reason)
        seen = await dev.slash("moderators", "mod lookup", question=number, reason=reason)
        assert "was asked by" in seen.text, seen.text

    async def _meant(self, answer: Answer) -> None:
        assert "Not posted yet" in answer.text, "a pupil's name was not seen"
        await self._amira.press(_shown(answer), "Post it as it is")

    @staticmethod
    def _quoting(*given: Any, **named: Any) -> Exception:
        return ValueError(f"{given} {named}")


def _shown(answer: Answer) -> Shown:
    assert answer.message is not None, answer.text
    return answer.message
