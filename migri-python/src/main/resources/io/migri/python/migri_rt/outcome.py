"""What came of a migration, as plain values, and what it left behind."""

import sys


def success():
    return {"ok": True, "warnings": []}


def refusal(message):
    """A failure by the migration's own account, or by the shape of its module."""
    return {"ok": False, "kind": "refused", "message": message, "warnings": []}


def failure(exception, file=None, folder=None):
    """A failure by an exception, which is described as Python describes it, without the frames of the facade."""
    from migri_rt import failures

    return failures.describe(exception, file, folder)


class Watch:
    """Notices coroutines that nobody awaited, and tasks and threads that outlive the migration."""

    def __init__(self, folder):
        self._folder = folder
        self._lost = []
        self._tasks = []
        self._threads = _threads()
        self._show = None
        self._depth = sys.get_coroutine_origin_tracking_depth()
        self._install()

    def _install(self):
        import warnings

        self._warnings = warnings
        self._show = warnings.showwarning
        self._filters = warnings.filters[:]
        warnings.filterwarnings("always", message="coroutine .* was never awaited", category=RuntimeWarning)
        warnings.showwarning = self._shown

    def _shown(self, message, category, filename, lineno, file=None, line=None):
        text = str(message)
        if category is RuntimeWarning and "was never awaited" in text:
            self._lost.append(text.partition("\n")[0])
        else:
            self._show(message, category, filename, lineno, file, line)

    def leftover_tasks(self, tasks):
        self._tasks.extend(task.get_name() for task in tasks if not task.done())

    def never_awaited_statement(self):
        """In words that a statement was not executed because it lacks its ``await``; None where that did not happen."""
        for text in self._lost:
            name = text.split("'")[1] if "'" in text else text
            if name.startswith(("Connection.", "Cursor.", "PreparedStatement.")):
                return f"{name.partition('.')[2]}() was never awaited, so it did nothing; write await before it"
        return None

    def warnings(self):
        found = list(self._lost)
        found += [f"the task {name} was still running and was cancelled" for name in self._tasks]
        found += [f"the thread {name} is still running" for name in sorted(_threads() - self._threads)]
        return found

    def close(self):
        self._warnings.showwarning = self._show
        self._warnings.filters[:] = self._filters


def _threads():
    threading = sys.modules.get("threading")
    if threading is None:
        return set()
    main = threading.main_thread()
    return {thread.name for thread in threading.enumerate() if thread is not main and not thread.daemon}
