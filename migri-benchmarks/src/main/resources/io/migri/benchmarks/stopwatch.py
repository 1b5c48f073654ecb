"""Runs a command and writes to the file in the first argument: milliseconds, processor milliseconds, peak KiB, exit code."""

import os
import sys
import time

start = time.monotonic()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
took = (time.monotonic() - start) * 1000
processor = (usage.ru_utime + usage.ru_stime) * 1000
with open(sys.argv[1], "w", encoding="ascii") as result:
    result.write(f"{took} {processor} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
