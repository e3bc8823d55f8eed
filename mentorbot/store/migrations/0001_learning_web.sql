-- The learning web. Moments are whole milliseconds since 1970 (UTC); ids of Discord's are 64 bits wide.

-- A Discord server and what its admins decided.
CREATE TABLE server (
    id INTEGER PRIMARY KEY,
    question_channel INTEGER,
    moderator_channel INTEGER,
    open_limit INTEGER NOT NULL CHECK (open_limit BETWEEN 1 AND 25),
    topics_per_member INTEGER NOT NULL CHECK (topics_per_member >= 0),
    zone TEXT NOT NULL,
    joined_at INTEGER NOT NULL
) STRICT;

-- Single facts to be remembered across restarts.
CREATE TABLE keepsake (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- A person on a server. `id` is the random number that stands for the person in the log;
-- erasing a person empties `user_id` and `name` and leaves the number.
CREATE TABLE member (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    user_id INTEGER,
    name TEXT,
    call_outside INTEGER NOT NULL DEFAULT 0 CHECK (call_outside IN (0, 1)),
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    UNIQUE (server_id, user_id),
    CHECK (user_id IS NOT NULL OR name IS NULL)
) STRICT;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    area TEXT NOT NULL,
    retired_at INTEGER,
    merged_into INTEGER REFERENCES topic (id),
    UNIQUE (server_id, key),
    CHECK (merged_into IS NULL OR retired_at IS NOT NULL),
    CHECK (merged_into <> id)
) STRICT;

CREATE TABLE alias (
    server_id INTEGER NOT NULL REFERENCES server (id),
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    PRIMARY KEY (server_id, key)
) STRICT;

CREATE TABLE neighbour (
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    near_id INTEGER NOT NULL REFERENCES topic (id),
    PRIMARY KEY (topic_id, near_id),
    CHECK (topic_id <> near_id)
) STRICT;

CREATE TABLE skill (
    member_id INTEGER NOT NULL REFERENCES member (id),
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    note TEXT,
    added_at INTEGER NOT NULL,
    PRIMARY KEY (member_id, topic_id)
) STRICT;
CREATE INDEX skill_topic ON skill (topic_id, member_id);

-- A window in which a member is available.
CREATE TABLE offer (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    ended_at INTEGER,
    CHECK (ends_at > starts_at),
    CHECK (ended_at IS NULL OR ended_at >= starts_at)
) STRICT;
CREATE UNIQUE INDEX offer_running ON offer (member_id) WHERE ended_at IS NULL;

-- Who can be called for a topic right now: one row for each topic of a running offer, in the order of matching.
-- `calls` counts the week of that number, the one of `last_called_at`; 0 in `last_called_at` and `helped_at` means never; `chance` is drawn with the offer.
CREATE TABLE availability (
    topic_id INTEGER NOT NULL REFERENCES topic (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    offer_id INTEGER NOT NULL REFERENCES offer (id),
    fit INTEGER NOT NULL CHECK (fit IN (0, 1)),
    ends_at INTEGER NOT NULL,
    calls INTEGER NOT NULL CHECK (calls >= 0),
    week INTEGER NOT NULL,
    last_called_at INTEGER NOT NULL,
    helped_at INTEGER NOT NULL,
    chance REAL NOT NULL,
    PRIMARY KEY (topic_id, member_id)
) STRICT;
CREATE INDEX availability_rested ON availability (topic_id, fit, week, last_called_at, chance);
CREATE INDEX availability_busy ON availability (topic_id, fit, week, calls, last_called_at, chance);
CREATE INDEX availability_member ON availability (member_id);
CREATE INDEX availability_offer ON availability (offer_id);

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    asker_id INTEGER NOT NULL REFERENCES member (id),
    topic_id INTEGER REFERENCES topic (id),
    text TEXT,
    urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    channel_id INTEGER NOT NULL,
    card_id INTEGER,
    status TEXT NOT NULL CHECK (status IN ('open', 'claimed', 'closed')),
    helper_id INTEGER REFERENCES member (id),
    outcome TEXT,
    wave INTEGER NOT NULL DEFAULT 0 CHECK (wave >= 0),
    waved_at INTEGER,
    asked_at INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    closed_at INTEGER,
    CHECK ((status = 'claimed') = (helper_id IS NOT NULL)),
    CHECK ((status = 'closed') = (closed_at IS NOT NULL)),
    CHECK ((status = 'closed') = (outcome IS NOT NULL)),
    CHECK (helper_id IS NULL OR helper_id <> asker_id)
) STRICT;
CREATE INDEX question_unclosed ON question (server_id, status, topic_id) WHERE status <> 'closed';
CREATE INDEX question_asker ON question (asker_id) WHERE status <> 'closed';
CREATE UNIQUE INDEX question_card ON question (card_id) WHERE card_id IS NOT NULL;

-- Each person is called for a question once, counted from its `opened_at`. `stage` says why.
CREATE TABLE callout (
    question_id INTEGER NOT NULL REFERENCES question (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    wave INTEGER NOT NULL CHECK (wave >= 1),
    stage TEXT NOT NULL CHECK (stage IN ('offering', 'neighbour', 'opted-in')),
    topic_id INTEGER REFERENCES topic (id),
    until INTEGER,
    called_at INTEGER NOT NULL,
    PRIMARY KEY (question_id, member_id, called_at)
) STRICT;
CREATE INDEX callout_member ON callout (member_id, called_at);

-- Who raised a hand at a question's card and was answered: the hand stays on the card for good, and says nothing new.
CREATE TABLE hand (
    question_id INTEGER NOT NULL REFERENCES question (id),
    member_id INTEGER NOT NULL REFERENCES member (id),
    PRIMARY KEY (question_id, member_id)
) STRICT;

-- A claim's temporary thread.
CREATE TABLE link (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    question_id INTEGER NOT NULL REFERENCES question (id),
    asker_id INTEGER NOT NULL REFERENCES member (id),
    helper_id INTEGER NOT NULL REFERENCES member (id),
    private INTEGER NOT NULL CHECK (private IN (0, 1)),
    thread_id INTEGER,
    opened_at INTEGER NOT NULL,
    active_at INTEGER NOT NULL,
    nudged_at INTEGER,
    closed_at INTEGER,
    outcome TEXT,
    note TEXT,
    CHECK ((closed_at IS NULL) = (outcome IS NULL)),
    CHECK (asker_id <> helper_id)
) STRICT;
CREATE UNIQUE INDEX link_running ON link (question_id) WHERE closed_at IS NULL;
CREATE INDEX link_thread ON link (thread_id);
CREATE INDEX link_asker ON link (asker_id, opened_at);
CREATE INDEX link_helper ON link (helper_id, opened_at);

-- The outbox: everything said to anybody but the person who just pressed the button.
CREATE TABLE announcement (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    kind TEXT NOT NULL,
    question_id INTEGER REFERENCES question (id),
    link_id INTEGER REFERENCES link (id),
    member_id INTEGER REFERENCES member (id),
    detail TEXT NOT NULL DEFAULT '{}',
    created_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed', 'dropped')),
    channel_id INTEGER,
    message_id INTEGER,
    sent_at INTEGER,
    problem TEXT,
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;
CREATE INDEX announcement_pending ON announcement (id) WHERE state = 'pending';
CREATE INDEX announcement_question ON announcement (question_id, kind);
CREATE INDEX announcement_link ON announcement (link_id) WHERE link_id IS NOT NULL;

-- What is due, and when.
CREATE TABLE job (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject_id INTEGER NOT NULL,
    dedupe TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    not_after INTEGER,
    attempt INTEGER NOT NULL DEFAULT 0 CHECK (attempt >= 0),
    leased_until INTEGER,
    done_at INTEGER,
    result TEXT,
    CHECK ((done_at IS NULL) = (result IS NULL))
) STRICT;
CREATE UNIQUE INDEX job_dedupe ON job (dedupe) WHERE done_at IS NULL;
CREATE INDEX job_due ON job (due_at) WHERE done_at IS NULL;

-- The interaction log: append only, each line sealed with the line before it; no names, no ids of Discord's, no text.
CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    server_id INTEGER NOT NULL REFERENCES server (id),
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    member INTEGER,
    other INTEGER,
    question INTEGER,
    topic TEXT,
    wave INTEGER,
    detail TEXT,
    seal BLOB NOT NULL
) STRICT;
CREATE INDEX event_server ON event (server_id, id);
CREATE INDEX event_at ON event (server_id, at, id);
