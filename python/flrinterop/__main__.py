"""The command line: ``python -m flrinterop`` is ``flr``."""

from ._cli import main

if __name__ == "__main__":
    main()
