"""The main program of the child process: executes what the run asks for, until its pipe ends.

Standard output and standard error of whatever runs here are one stream, in order, which the run passes on line by line.
"""

import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from migri_rt import bootstrap  # noqa: E402
from migri_rt.transport_pipe import PipeTransport  # noqa: E402


def main():
    incoming, outgoing = _streams()
    transport = PipeTransport(incoming, outgoing)
    _interruptible()
    working = []
    _end_with_the_run(incoming, working)
    while True:
        try:
            request = transport.next()
        except KeyboardInterrupt:
            continue
        if request is None:
            return
        working.append(request[0])
        transport.tell(bootstrap.execute(request, transport))
        if request[0] == "run":
            _mark_end(request[1]["mark"])
        working.clear()


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


def _end_with_the_run(incoming, working):
    """Ends the process when the run has died while a migration was at work, which nobody would hear of any more."""
    import _thread
    import select

    if not hasattr(select, "poll"):
        return

    def watch():
        ended = select.poll()
        ended.register(incoming, 0)
        ended.poll()
        if not working:
            import time

            time.sleep(1)  # the main thread has been told by the same pipe, and ends in good order
        os._exit(1)

    _thread.start_new_thread(watch, ())


def _mark_end(mark):
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(2, b"\0" + mark.encode() + b"\n")


if __name__ == "__main__":
    main()
