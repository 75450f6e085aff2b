"""What the author of a comment is told of a moderator's reason, by its code. Pure."""

# Keys are those of Decision.Reason. Of spam nobody is told.
TO_AUTHOR = {
    "": "It does not keep to the comment rules.",
    "abuse": "It insults, threatens or demeans somebody.",
    "off-topic": "It is not about the article.",
    "personal-data": "It contains somebody’s personal data.",
    "legal": "It may be against the law.",
    "duplicate": "It says what a comment of yours says already.",
    "other": "It does not keep to the comment rules.",
}
