-- Safe to ask, kind to helpers: asking without one's name, not one's own school, helpers' limits, hand-over, me too, safety.

-- A stand-in is whoever asked one question anonymously: a number for that question alone, without user and name.
-- Limits left empty are the operator's defaults; quiet hours are minutes after midnight in the member's zone.
-- `school_since` is when the school was named or changed: for what was asked before, it isn't known.
ALTER TABLE member ADD COLUMN stand_in INTEGER NOT NULL DEFAULT 0 CHECK (stand_in = 0 OR (user_id IS NULL AND name IS NULL));
ALTER TABLE member ADD COLUMN zone TEXT;
ALTER TABLE member ADD COLUMN quiet_from INTEGER NOT NULL DEFAULT 1140 CHECK (quiet_from BETWEEN 0 AND 1439);
ALTER TABLE member ADD COLUMN quiet_to INTEGER NOT NULL DEFAULT 480 CHECK (quiet_to BETWEEN 0 AND 1439);
ALTER TABLE member ADD COLUMN quiet_weekends INTEGER NOT NULL DEFAULT 1 CHECK (quiet_weekends IN (0, 1));
ALTER TABLE member ADD COLUMN most_links INTEGER CHECK (most_links BETWEEN 1 AND 10);
ALTER TABLE member ADD COLUMN week_minutes INTEGER CHECK (week_minutes BETWEEN 0 AND 10080);
ALTER TABLE member ADD COLUMN cool_down INTEGER CHECK (cool_down BETWEEN 0 AND 1440);
ALTER TABLE member ADD COLUMN by_message INTEGER NOT NULL DEFAULT 0 CHECK (by_message IN (0, 1));
ALTER TABLE member ADD COLUMN try_first INTEGER NOT NULL DEFAULT 0 CHECK (try_first IN (0, 1));
ALTER TABLE member ADD COLUMN follow_up INTEGER NOT NULL DEFAULT 1 CHECK (follow_up IN (0, 1));
ALTER TABLE member ADD COLUMN school BLOB;
ALTER TABLE member ADD COLUMN school_since INTEGER;

-- Whether members may ask without their name: `default` asks so unless they say otherwise.
ALTER TABLE server ADD COLUMN anonymous TEXT NOT NULL DEFAULT 'off' CHECK (anonymous IN ('off', 'on', 'default'));
ALTER TABLE server ADD COLUMN second_moderator INTEGER NOT NULL DEFAULT 0 CHECK (second_moderator IN (0, 1));
ALTER TABLE server ADD COLUMN spread INTEGER NOT NULL DEFAULT 30 CHECK (spread BETWEEN 0 AND 100);

-- While calls are paused on a server nobody is called there.
ALTER TABLE server ADD COLUMN paused_until INTEGER;

-- The asker of an anonymous question is a stand-in; `held_until` is the end of "I'll try first".
ALTER TABLE question ADD COLUMN anonymous INTEGER NOT NULL DEFAULT 0 CHECK (anonymous IN (0, 1));
ALTER TABLE question ADD COLUMN not_my_school INTEGER NOT NULL DEFAULT 0 CHECK (not_my_school IN (0, 1));
ALTER TABLE question ADD COLUMN held_until INTEGER;

-- Who is behind a stand-in, sealed under a key that is not in the database.
CREATE TABLE identity (
    member_id INTEGER PRIMARY KEY REFERENCES member (id),
    sealed BLOB NOT NULL
) STRICT;

-- An offer begun within quiet hours lifts them while it lasts; `weekly` marks one that a weekly window began.
ALTER TABLE offer ADD COLUMN lifts_quiet INTEGER NOT NULL DEFAULT 0 CHECK (lifts_quiet IN (0, 1));
ALTER TABLE offer ADD COLUMN weekly INTEGER NOT NULL DEFAULT 0 CHECK (weekly IN (0, 1));

-- The quiet hours that fall into an offer, from..to, 0 for none; and when it stops being called for, because they come again.
ALTER TABLE availability ADD COLUMN quiet_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE availability ADD COLUMN quiet_to INTEGER NOT NULL DEFAULT 0;
ALTER TABLE availability ADD COLUMN callable_until INTEGER NOT NULL DEFAULT 9223372036854775807;

-- `alike`: they were called because they have answered questions like it, too.
ALTER TABLE callout ADD COLUMN alike INTEGER NOT NULL DEFAULT 0 CHECK (alike IN (0, 1));

CREATE INDEX link_helping ON link (helper_id) WHERE closed_at IS NULL;

-- A window of every week in which somebody is available by themselves; minutes after midnight in their zone.
CREATE TABLE weekly (
    id INTEGER PRIMARY KEY,
    member_id INTEGER NOT NULL REFERENCES member (id),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    start_minute INTEGER NOT NULL CHECK (start_minute BETWEEN 0 AND 1439),
    end_minute INTEGER NOT NULL CHECK (end_minute BETWEEN 1 AND 1440),
    CHECK (end_minute > start_minute)
) STRICT;
CREATE INDEX weekly_member ON weekly (member_id);

-- Who is never to be brought together with whom.
CREATE TABLE block (
    member_id INTEGER NOT NULL REFERENCES member (id),
    other_id INTEGER NOT NULL REFERENCES member (id),
    PRIMARY KEY (member_id, other_id),
    CHECK (member_id <> other_id)
) STRICT;
CREATE INDEX block_other ON block (other_id);

-- The same towards whoever asked an anonymous question: `tag` tells who only together with the key.
CREATE TABLE unnamed_block (
    member_id INTEGER NOT NULL REFERENCES member (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    tag BLOB NOT NULL,
    PRIMARY KEY (member_id, question_id)
) STRICT;

-- Whom somebody keeps away who asked them without a name: `sealed` tells who wants that only together with the key, else
-- it would tell whose question they helped with.
CREATE TABLE unnamed_wish (
    id INTEGER PRIMARY KEY,
    other_id INTEGER NOT NULL REFERENCES member (id),
    sealed BLOB NOT NULL
) STRICT;
CREATE INDEX unnamed_wish_other ON unnamed_wish (other_id);

-- What was passed on between the two of an anonymous question, in either direction.
CREATE TABLE relay (
    id INTEGER PRIMARY KEY,
    link_id INTEGER NOT NULL REFERENCES link (id),
    by_asker INTEGER NOT NULL CHECK (by_asker IN (0, 1)),
    text TEXT,
    passed_at INTEGER NOT NULL
) STRICT;
CREATE INDEX relay_link ON relay (link_id);

-- A moderator's look at who asked; `granted_at` is empty while a second moderator has not agreed, `seen_at` until the
-- name was shown for the first time.
CREATE TABLE look_up (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    moderator_id INTEGER NOT NULL REFERENCES member (id),
    second_id INTEGER REFERENCES member (id),
    reason TEXT,
    safeguarding INTEGER NOT NULL CHECK (safeguarding IN (0, 1)),
    asked_at INTEGER NOT NULL,
    granted_at INTEGER,
    seen_at INTEGER,
    CHECK (second_id <> moderator_id),
    CHECK (granted_at IS NOT NULL OR seen_at IS NULL)
) STRICT;
CREATE INDEX look_up_question ON look_up (question_id);

-- What somebody told the moderators about a question or a link; `about_id` is the member or stand-in it is about.
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    about_id INTEGER REFERENCES member (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    text TEXT,
    reported_at INTEGER NOT NULL,
    closed_at INTEGER
) STRICT;

-- Words that a server does not want to see posted.
CREATE TABLE word (
    server_id INTEGER NOT NULL REFERENCES server (id),
    key TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (server_id, key)
) STRICT;

-- Who else waits for a question's answer, and is told how it ended.
CREATE TABLE me_too (
    question_id INTEGER NOT NULL REFERENCES question (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    PRIMARY KEY (question_id, member_id)
) STRICT;

-- A second helper of a link; `agreed_at` is empty while the asker has not agreed. Whoever stepped out has helped all the
-- same, and may offer once more.
CREATE TABLE joining (
    link_id INTEGER NOT NULL REFERENCES link (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    asked_at INTEGER NOT NULL,
    agreed_at INTEGER,
    left_at INTEGER CHECK (left_at IS NULL OR agreed_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX joining_once ON joining (link_id, member_id) WHERE left_at IS NULL;
CREATE INDEX joining_member ON joining (member_id);

-- A helper's wish that somebody else takes over, until that person agrees.
CREATE TABLE hand_over (
    link_id INTEGER PRIMARY KEY REFERENCES link (id),
    to_id INTEGER NOT NULL REFERENCES member (id),
    asked_at INTEGER NOT NULL
) STRICT;

-- Who was invited to offer a topic that they got an answer on, and until when they are not to be asked that again.
-- Whoever asked anonymously is here under their stand-in's number.
CREATE TABLE invitation (
    member_id INTEGER NOT NULL REFERENCES member (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    not_before INTEGER NOT NULL,
    PRIMARY KEY (member_id, topic_id)
) STRICT;

-- For the links of a question, and for how long a topic's questions waited.
CREATE INDEX link_question ON link (question_id);
CREATE INDEX question_topic ON question (topic_id, id);
