"""The main program of the child process: executes what the run asks for, until its pipe ends.

Standard output and standard error of whatever runs here are one stream, in order, which the run passes on line by line.
"""

import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from migri_rt import bootstrap  # noqa: E402
from migri_rt.transport_pipe import PipeTransport  # noqa: E402


def main():
    transport = PipeTransport(*_streams())
    _interruptible()
    while True:
        try:
            request = transport.next()
        except KeyboardInterrupt:
            continue
        if request is None:
            return
        transport.tell(bootstrap.execute(request, transport))
        if request[0] == "run":
            _mark_end(request[1]["mark"])


def _streams():
    """Moves the pipes away from descriptors 0 and 1, where anybody could write into them."""
    incoming, outgoing = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True, write_through=True)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    return incoming, outgoing


def _interruptible():
    """A request to stop arrives as SIGTERM, because the run cannot send another; a person's Ctrl-C as SIGINT."""
    import _signal
    import faulthandler

    _signal.signal(_signal.SIGTERM, _signal.default_int_handler)
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
    faulthandler.enable(2)


def _mark_end(mark):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(2, b"\0" + mark.encode() + b"\n")


if __name__ == "__main__":
    main()
