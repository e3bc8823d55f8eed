"""The measured programs: each in a process of its own, so that only its own work is counted."""
