"""`python -m hsmonitor`: the same as the command `hsmonitor`."""

import sys

from hsmonitor.cli import main

sys.exit(main())
