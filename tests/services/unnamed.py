"""What tests about anonymous questions share."""

from mentorbot.domain.announcements import Announcement, AnnouncementKind
from mentorbot.domain.links import Link
from mentorbot.store import links
from mentorbot.store.database import Transaction
from tests.played import Web

THREAD = 5000


async def allow(web: Web) -> None:
    """Let people of this server ask without their name."""

    async def change(tx: Transaction) -> None:
        await tx.run("UPDATE server SET anonymous = 'on'")

    await web.database.write(change)


async def claimed(web: Web, asker: str = "Amira", helper: str = "Ben", thread: int = THREAD) -> Link:
    """Let somebody ask anonymously, and somebody claim it."""
    await allow(web)
    asked = await web.ask(asker, anonymous=True)
    await web.parts.claiming.claim(web.person(helper), asked.question.id)
    link = await web.link_of(asked.question.id)
    await web.database.write(links.set_thread, link.id, thread)
    return await web.link_of(asked.question.id)


def user(web: Web, name: str) -> int:
    return web.person(name).user_id


def letters(web: Web) -> list[str]:
    """Give which private messages about links were put into the outbox, in order."""
    return [str(sent.detail["letter"]) for sent in notices(web)]


def notices(web: Web) -> list[Announcement]:
    return [sent for sent in web.said(AnnouncementKind.NOTICE) if "letter" in sent.detail]
