"""How the site does with very much: ``uv run python -m tests.benchmarks``; no part of the tests."""
