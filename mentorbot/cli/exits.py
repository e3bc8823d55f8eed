"""Exit codes: a supervisor such as systemd restarts the bot unless the code says that it would not help."""

OK = 0
FAILED = 1
USAGE = 2
UNREACHABLE = 69  # Discord cannot be reached just now: trying again later is right
BUSY = 75  # another mentorbot has the database, perhaps one that is just ending: trying again later is right
CONFIGURATION = 78  # a setting or the token is wrong: trying again changes nothing
INTERRUPTED = 130
