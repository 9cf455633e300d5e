"""`python -m linli`: a command, or without one the desk."""

from linli.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
