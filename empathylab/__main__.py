"""`python -m empathylab` is the same as `empathylab`."""

from empathylab.cli import main

if __name__ == "__main__":
    main()
