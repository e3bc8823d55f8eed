"""Who must not be brought together with whoever asked a question: blocked, either way, or from the asker's own school.

Nobody is ever told that, or why: whoever is kept apart is simply not called, and hears neutral words if they claim.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mentorbot.domain.members import Member
from mentorbot.domain.questions import Question
from mentorbot.sealing import KeyMissing, Sealing
from mentorbot.services.identities import WIDTH, Identities
from mentorbot.store import blocks, members
from mentorbot.store.blocks import UnnamedBlock, UnnamedWish
from mentorbot.store.database import Transaction

MARK = 4  # a tag begins with the mark of its key: under different keys nobody can tell whether two are the same
NOT_KNOWN = b"\0\0\0\0"


@dataclass(frozen=True, slots=True)
class Distance:
    """Whom a question keeps away. `asker` is None where it isn't known any more who asked.

    `school` is the tag of the school that is left out, with everybody whose school isn't known, or was named or changed
    after the question was `asked_at`: by trying one school after the other everybody could find out which it is.
    """

    asker: int | None
    members: frozenset[int]
    school: bytes | None
    asked_at: datetime | None = None

    def keeps_away(self, member: Member) -> bool:
        if member.id in self.members:
            return True
        if self.school is None:
            return False
        other = member.school
        if self.asked_at and member.school_since and member.school_since > self.asked_at:
            return True
        return other is None or other[:MARK] != self.school[:MARK] or other == self.school


class Apart:
    """Works inside a transaction that has begun."""

    def __init__(self, identities: Identities, sealing: Sealing) -> None:
        self._identities = identities
        self._sealing = sealing

    async def of(self, tx: Transaction, question: Question) -> Distance:
        """Give whom this question keeps away."""
        asker = await self._identities.asker(tx, question)
        known = await members.get(tx, asker) if asker is not None else None
        if known is None:
            # Nobody gets what somebody asked who is gone: whoever suddenly could would know who that was.
            gone = question.anonymous and not await self._identities.is_kept(tx, question.asker_id)
            return Distance(asker, frozenset(), NOT_KNOWN if question.not_my_school or gone else None)
        return Distance(
            known.id,
            frozenset(await self._blocked(tx, known, unnamed=question.anonymous)),
            (known.school or NOT_KNOWN) if question.not_my_school else None,
            question.asked_at,
        )

    async def block_asker(self, tx: Transaction, member: Member, question: Question, asker: int | None) -> None:
        """Keep a member apart from whoever asked this question, without writing down who that is if it is secret.

        Somebody unnamed who is gone is kept apart as well, by a tag that fits nobody: nothing is to show that they are.
        """
        if not question.anonymous:
            await blocks.add(tx, member.id, asker or question.asker_id)
            return
        for tag in self._tags(member.id, asker or 0, question.id)[:1]:
            await blocks.add_unnamed(tx, UnnamedBlock(member.id, question.id, tag))

    async def both_ways(self, tx: Transaction, member: Member) -> set[int]:
        """Give everybody whom a member keeps away, and everybody who keeps them away, unless either is unnamed."""
        wishes = [(self._wisher(row), row.other_id) for row in await blocks.wishes_on(tx, member.server_id)]
        found = {other for one, other in wishes if one == member.id}
        found |= {one for one, other in wishes if other == member.id and one is not None}
        return found.union(await blocks.both_ways(tx, member.id))

    async def wish(self, tx: Transaction, member: Member, other_id: int) -> None:
        """Keep somebody away who helped with this member's anonymous question, without writing down who wants that."""
        if other_id not in await self.wished(tx, member):
            sealed = self._sealing.seal(member.id.to_bytes(WIDTH), _place(other_id))
            await blocks.add_wish(tx, other_id, sealed)

    async def wished(self, tx: Transaction, member: Member) -> list[int]:
        """Give whom somebody keeps away by such wishes."""
        return [row.other_id for row in await blocks.wishes_on(tx, member.server_id) if self._wisher(row) == member.id]

    async def forget_wish(self, tx: Transaction, member: Member, other_id: int) -> None:
        """Forget such a wish."""
        for row in await blocks.wishes_on(tx, member.server_id):
            if self._wisher(row) == member.id and other_id == row.other_id:
                await blocks.remove_wish(tx, row.id)

    async def forget_wishes(self, tx: Transaction, server_id: int, people: Collection[int]) -> None:
        """Forget all such wishes of some members of a server."""
        for row in await blocks.wishes_on(tx, server_id):
            if self._wisher(row) in people:
                await blocks.remove_wish(tx, row.id)

    def _wisher(self, row: UnnamedWish) -> int | None:
        try:
            return int.from_bytes(self._sealing.open(row.sealed, _place(row.other_id)))
        except KeyMissing:
            return None

    async def _blocked(self, tx: Transaction, asker: Member, *, unnamed: bool) -> set[int]:
        """Give who is kept apart from an asker.

        Blocks towards whoever asked anonymously count for their anonymous questions only, and those towards somebody
        named for questions with a name only: whoever blocked them would see who it is by what is refused to them, now
        and, once they undo it, no more. Whom the asker blocked is kept away from all of them.
        """
        if not unnamed:
            return await self.both_ways(tx, asker)
        found = {*await blocks.of_member(tx, asker.id), *await self.wished(tx, asker)}
        for block in await blocks.unnamed_on(tx, asker.server_id):
            if block.tag in self._tags(block.member_id, asker.id, block.question_id):
                found.add(block.member_id)
        return found

    def _tags(self, member_id: int, asker_id: int, question_id: int) -> list[bytes]:
        """Give what a block may be marked with; no two are marked alike, else they would tell what one person asked."""
        try:
            return self._sealing.tags(b"%d %d %d" % (member_id, asker_id, question_id), b"block")
        except KeyMissing:
            return []


def _place(other_id: int) -> bytes:
    return b"wish %d" % other_id
