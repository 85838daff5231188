"""How fast it is: `python -m benchmarks [--format json]`, with runtime dependencies only."""
