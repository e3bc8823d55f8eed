"""Words that stand in everybody's questions, and when they mean a topic all the same."""


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";"))


PLURAL_NAMES = word_set("docs excels forms meets notes numbers pages sheets sites slides teams windows words")
"""Words whose plural is another word: "teams" is an application, "team" isn't."""

EVERYDAY = (
    PLURAL_NAMES - {"docs"}
    | {"a level"}
    | word_set("""
    access canvas class classroom cover drive evolve form group keynote lesson meet miro note number outlook page paint
    plan publisher pupil reception school set sheet site slide stream tapestry team test union word work year zoom
""")
)
"""Counted as a topic's name only where written like a name within a sentence, or beside a word of software."""

CAPITALS_ONLY = word_set("""
    ad add am an and as asc at be by de do eh er et ex go ha he hi id idle if in is it la le led let ma me mis my no of
    oh ok on or pa pm re sat send so sow stem steam ta tas the to um up ups us vs we
""")
"""Counted only where written wholly in capitals, as "IT" or "SEND"."""

SOFTWARE_BEFORE = word_set("adobe apple google microsoft ms in on using via")
SOFTWARE_AFTER = word_set("app account assignment call channel doc document file link login meeting tab template")

SAYINGS = _phrases("""
    access to; data access; any feedback; feedback welcome; at a glance; browser history; search history;
    version history; children excel; excel at; excel in life; really excel; who excel; from scratch; up to scratch;
    scratch that; in form; on form; in teams; into teams; in sets; into sets; in class; in groups; in numbers; in words;
    in a word; in other words; in writing; word bank; word class; word count; word for word; word level; word list;
    word mat; word of; word search; word wall; key word; plan to; planning on; planning to; been reading;
    chance to read; im reading; reading about; reading it; reading that; reading the; reading this; reading through;
    reading up; reading your; thanks for reading; was reading; worth reading; im writing; writing a letter;
    writing an email; writing emails; writing it; writing my; writing on the board; writing report; writing reports;
    writing school reports; writing this; writing to; writing up; reception desk; sheets of; state of the art;
    the art of; under stress; stress that; tests positive; the drama with; no drama; bad language; body language;
    language barrier; language of; display a; display in; display the; not display; to display; wont display;
    cover letter to; cover up; on the cover; set of; sets of; set out; set up; login page; music to my ears;
    rocket science
""")
"""Turns of phrase whose words are not looked at."""

ORDINARY = word_set("""
    armor armour artistic assemble blinding chair clause coming commuting competing coping cared crumbled design
    detection expel faction germain germany gracing insect insert latino literary logic making masking musing onion
    painted panting patent photograph planking planting pointer pointing printed protector recorded regard region
    reign reorder reported resort retort review rider rising romance scott selling short signing sinking skimming
    slimming smelling spilling spite stinging stressful stretched suction swinging table tension trained trainer
    victoria visualise waiting whiting widget
""")
"""Words that are a letter away from a topic's and yet spelt as they were meant."""

TELLING_NOTHING = word_set("""
    a about after again all also always am an and another any anybody anyone anything are aren as at be because been
    before being best better between both but by can can't cannot could couldn't did didn't do does doesn't doing
    don't down during each either else even ever every everybody everything few for from get getting give go going
    good got had has hasn't have haven't having he hello help her here hers hi him his how however i i'm i've if in
    into is isn't it its just keep kind know let like look lot lots make making many may maybe me might mine more
    most much must my myself need never new no nobody nor not nothing now of off often on once one only or other our
    ours out over own please put question quite rather really same say see she should shouldn't so some somebody
    someone something sometimes still such sure take tell than thanks that that'll the their them then there these
    they thing think this those through time to too try trying under until up us use used using very want was way we
    well were weren't what whatever when where whether which while who whose why will with within without won't work
    would wouldn't yes yet you your yourself
""")
"""Words that two questions may share without being about the same."""
