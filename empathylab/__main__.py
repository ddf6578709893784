"""`python -m empathylab` is the same as `empathylab`."""

from empathylab.first_start.no_console import said_without_console

if __name__ == "__main__":
    with said_without_console():
        from empathylab.cli import main

        main()
