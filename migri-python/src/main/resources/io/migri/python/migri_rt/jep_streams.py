"""What a migration writes, and how it sleeps, within a process that is not its own."""

import io
import os
import sys
from _thread import RLock, allocate_lock, get_ident, start_new_thread

_sleeping = allocate_lock()
_sleepers = []


class Lines(io.TextIOBase):
    """Standard output and standard error of a migration, one stream as in a process of its own: told line by line.

    There is one for the whole life of the process, because handlers of ``logging`` keep it.
    """

    encoding = "utf-8"
    errors = "backslashreplace"

    def __init__(self):
        self.tell = None
        self.buffer = _Bytes(self)
        self._part = ""
        self._lock = RLock()

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        with self._lock:
            if children.active:
                children.drain()
            *lines, self._part = (self._part + text).split("\n")
            for line in lines:
                self._line(line)
        return len(text)

    def flush(self):
        """Lines are told at once; the part of one waits for its end."""

    def finish(self):
        with self._lock:
            part, self._part = self._part, ""
            if part:
                self._line(part)

    def writable(self):
        return True

    def isatty(self):
        return False

    def fileno(self):
        return children.descriptor()

    def _line(self, line):
        tell = self.tell
        if tell is not None:
            tell(line.encode("utf-8", "backslashreplace").decode("utf-8"))
        elif sys.__stderr__ is not None:
            sys.__stderr__.write(line + "\n")


class _Bytes(io.RawIOBase):
    """``sys.stdout.buffer``."""

    def __init__(self, lines):
        self._lines = lines

    def writable(self):
        return True

    def write(self, data):
        self._lines.write(bytes(data).decode("utf-8", "backslashreplace"))
        return len(data)


class Children:
    """What processes write that a migration started: into a pipe of ours rather than where this process writes."""

    def __init__(self):
        self.active = False
        self._lock = RLock()
        self._write = None
        self._marks = 0
        self._seen = 0
        self._news = None

    def descriptor(self):
        """The end of the pipe that children inherit."""
        with self._lock:
            if not self.active:
                import threading

                self._news = threading.Condition()
                read, self._write = os.pipe()
                self.active = True
                start_new_thread(self._pump, (read,))
        return self._write

    def drain(self):
        """Waits until all is told that was written before."""
        if self._news is None or getattr(self, "_pumping", None) == get_ident():
            return
        with self._news:
            self._marks += 1
            mark = self._marks
            os.write(self._write, b"\0%d\n" % mark)
            self._news.wait_for(lambda: self._seen >= mark, 1)

    def _pump(self, read):
        self._pumping = get_ident()
        for data in open(read, "rb"):
            text, zero, mark = data.partition(b"\0")
            if text.rstrip(b"\n"):
                lines._line(text.decode("utf-8", "backslashreplace").rstrip("\n"))
            elif not zero:
                lines._line("")
            if zero:
                with self._news:
                    self._seen = max(self._seen, int(mark))
                    self._news.notify_all()


children = Children()
lines = Lines()


def install(tell):
    """The stream to write to, whose lines ``tell`` gets from now on."""
    lines.tell = tell
    _redirect_children()
    return lines


def finish():
    """Tells what is left. What is printed later is nobody's."""
    if children.active:
        children.drain()
    lines.finish()
    lines.tell = None


def _redirect_children():
    """A process that is started without saying where it writes would write where this one does."""
    import _posixsubprocess

    real = _posixsubprocess.fork_exec
    if getattr(real, "_migri", False):
        return

    def fork_exec(*arguments):
        if lines.tell is None or len(arguments) < 13:
            return real(*arguments)
        redirected = list(arguments)
        for place in (9, 11):
            if redirected[place] == -1:
                redirected[place] = children.descriptor()
        if redirected[6] == -1:
            redirected[6] = sys.stdin.fileno()
        return real(*redirected)

    fork_exec._migri = True
    _posixsubprocess.fork_exec = fork_exec
    subprocess = sys.modules.get("subprocess")
    if subprocess is not None:
        subprocess._fork_exec = fork_exec
    for name in ("posix_spawn", "posix_spawnp"):
        if hasattr(os, name):
            setattr(os, name, _spawn(getattr(os, name)))


def _spawn(real):
    """``os.posix_spawn``, which newer Pythons use where they can."""

    def spawn(path, arguments, environment, *, file_actions=None, **options):
        actions = list(file_actions or ())
        if lines.tell is not None:
            said = {action[2] for action in actions if action[0] == os.POSIX_SPAWN_DUP2}
            said |= {action[1] for action in actions if action[0] != os.POSIX_SPAWN_DUP2}
            ours = {0: sys.stdin.fileno(), 1: children.descriptor(), 2: children.descriptor()}
            actions[:0] = [(os.POSIX_SPAWN_DUP2, ours[one], one) for one in ours if one not in said]
        return real(path, arguments, environment, file_actions=actions, **options)

    return spawn


def system(real):
    """``os.system``, writing where the migration does."""

    def system(command):
        import subprocess

        status = subprocess.call(command, shell=True)
        return status << 8 if status >= 0 else -status

    return system if os.name == "posix" else real


def sleep(real, thread):
    """``time.sleep``, which a request to stop ends where Python could not, because no signal comes to the migration's thread."""

    def sleep(seconds):
        if get_ident() != thread or not isinstance(seconds, (int, float)) or not 0.05 < seconds < 1e6:
            return real(seconds)
        waiting = allocate_lock()
        waiting.acquire()
        _sleepers.append(waiting)
        try:
            waiting.acquire(timeout=seconds)
        finally:
            _sleepers.remove(waiting)

    return sleep


def wake_sleeper():
    for waiting in list(_sleepers):
        if waiting.locked():
            waiting.release()
