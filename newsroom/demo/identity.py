"""Rows of the demo keep one ``uid`` on every machine, whatever people rename. Pure."""

import uuid

from django.db import models

_NAMESPACE = uuid.UUID("6a1f6b9e-6e0e-4a6f-9a0e-2f4dd1a1b5c7")


def uid(model: type[models.Model], slug: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, f"{model.__name__.lower()}/{slug}")
