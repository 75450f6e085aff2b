"""The checks that ``screening`` runs, each on its own. Pure.

Each takes the facts and yields what it finds. Only a finding with an ``answer`` refuses.
"""

from collections.abc import Iterator

from comments.findings import Finding

Findings = Iterator[Finding]
