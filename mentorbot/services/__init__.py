"""What members can ask of mentorbot, one file a capability; nothing here knows Discord."""
