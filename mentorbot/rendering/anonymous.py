"""What is said about a question asked anonymously. All of it is drawn from an `UnsignedCard`, which has no asker."""

from mentorbot.domain.cards import UnsignedCard
from mentorbot.domain.questions import excerpt
from mentorbot.rendering.parts import Sheet, quoted, sorted_button


def opening(shown: UnsignedCard, link: int) -> Sheet:
    """Draw the first message of a thread whose asker is not in it."""
    users = (shown.helper_user,) if shown.helper_user is not None else ()
    hello = "".join(f"<@{user}>" for user in users)
    text = (
        f"Hello {hello}. This was asked anonymously: “{quoted(excerpt(shown.text, 300))}”\n"
        "Whoever asked is not in this thread. When you're done, press **Sorted**.\n"
        "-# Please share no details that identify a pupil, and don't try to find out who asked."
    )
    return Sheet(text, (), ((sorted_button(link),),), users)
