"""Describes an exception: Python's own traceback, reduced to the frames of the migration. Imported only once something failed."""

import linecache
import os
import traceback

from migri_rt import source

_RUNTIME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def describe(exception, file, folder):
    """A value for the run: one line, the place in the migration, the traceback, whole and trimmed, and the failed statement."""
    _make_quotable(file)
    whole = traceback.TracebackException.from_exception(exception, compact=True)
    full = "".join(whole.format())
    _trim(whole, file, folder)
    described = {
        "ok": False,
        "kind": "syntax" if isinstance(exception, SyntaxError) and file is None else "raised",
        "type": type(exception).__name__,
        "message": _message(exception),
        "traceback": "".join(whole.format()),
        "full": full,
        "interrupted": isinstance(exception, KeyboardInterrupt),
        "warnings": [],
    }
    described.update(_place(whole, exception, file))
    described.update(_statement(exception))
    if isinstance(exception, ModuleNotFoundError) and exception.name:
        described["missing"] = exception.name.partition(".")[0]
    return described


def _make_quotable(file):
    """Python quotes a migration that is no file, such as one of a class path, only if its lines lie in this cache."""
    if file is not None and not os.path.exists(file):
        lines = source.text_of(file)
        linecache.cache[file] = (sum(map(len, lines)), None, lines, file)


def _message(exception):
    if isinstance(exception, SystemExit):
        caller = getattr(exception, "caller", "sys.exit")
        return f"{caller}({exception.code!r}) was called; a migration returns True or raises"
    text = str(exception)
    if isinstance(exception, SyntaxError):
        return f"{type(exception).__name__}: {exception.msg}"
    return f"{type(exception).__name__}: {text}" if text else type(exception).__name__


def _trim(summary, file, folder):
    """Keeps what the user can change, throughout the chain of causes; frames above the migration's first are the engine's."""
    seen = set()
    waiting = [summary]
    while waiting:
        one = waiting.pop()
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        _trim_one(one, file, folder)
        waiting += [one.__cause__, one.__context__, *(getattr(one, "exceptions", None) or ())]


def _trim_one(summary, file, folder):
    frames = [frame for frame in summary.stack if not _ours(frame.filename, folder)]
    first = next((i for i, frame in enumerate(frames) if frame.filename == file), None)
    if first is not None:
        frames = frames[first:]
    elif file is not None and all("asyncio" in frame.filename for frame in frames):
        frames = []
    summary.stack = traceback.StackSummary.from_list(frames)


def _ours(filename, folder):
    """``folder`` is that of the facade, which is another one than ours where this interpreter has served another database before."""
    places = [_RUNTIME + os.sep, "<frozen runpy>", "<frozen importlib"]
    if folder is not None:
        places.append(folder + os.sep)
    return filename.startswith(tuple(places))


def _place(summary, exception, file):
    if isinstance(exception, SyntaxError):
        return {"line": exception.lineno or 1, "column": exception.offset or 1, "function": "", "source": exception.text or ""}
    frames = [frame for frame in summary.stack if frame.filename == file]
    if not frames:
        return {}
    frame = frames[-1]
    column = getattr(frame, "colno", None)
    return {
        "line": frame.lineno or 1,
        "column": 0 if column is None else column + 1,
        "function": frame.name,
        "source": frame.line or "",
    }


def _statement(exception):
    """What the facade noted on the first exception of the chain that came from the database."""
    seen = set()
    while exception is not None and id(exception) not in seen:
        seen.add(id(exception))
        noted = getattr(exception, "__dict__", {})
        if "_migri_sql" in noted:
            return {"sql": noted["_migri_sql"], "failure": noted.get("_migri_failure")}
        exception = exception.__cause__ or (None if exception.__suppress_context__ else exception.__context__)
    return {}
