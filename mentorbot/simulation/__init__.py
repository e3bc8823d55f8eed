"""A community played out under several ways of calling for help: what a setting does, before it is changed."""
