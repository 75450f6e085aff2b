"""Search over articles, meetings and people, for readers."""
