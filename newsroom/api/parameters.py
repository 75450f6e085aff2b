"""What may stand in the API's addresses; whatever else does is answered without the database."""

from typing import Annotated

from pydantic import Field

SLUG = r"^[-a-zA-Z0-9_]+$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=120)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$", examples=["es"])]
# Of a path. There is nothing at one that is too long.
SlugOfOne = Annotated[
    str, Field(pattern=SLUG, description="What comes last in the address of its page.")
]
