"""`python -m diversify`, the same as `diversify`."""

from diversify.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
