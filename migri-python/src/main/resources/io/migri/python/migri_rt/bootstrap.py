"""Checks and runs migrations, whatever engine they run in. Never lets an exception out: outcomes are values."""

import sys

from migri_rt import outcome, source
from migri_rt.channel import Channel


def execute(request, transport):
    """Executes ``("check", file, source)`` or ``("run", options)`` and returns the message that answers it."""
    if request[0] == "check":
        return ("checked", _guarded(lambda: source.compiled(request[1], request[2]) and None))
    if request[0] == "run":
        return ("finished", _guarded(lambda: _run(request[1], transport)))
    raise ValueError(f"unknown request {request[0]!r}")


def _guarded(action):
    try:
        return action()
    except BaseException as failure:
        return outcome.failure(failure)


def _run(options, transport):
    _make_importable(options["folder"], options["facade"])
    watch = outcome.Watch(options["folder"])
    connection = None
    try:
        code = source.compiled(options["file"], options["source"])
        channel = Channel(transport, options["transactional"], options["only_in_transaction"], options["server"])
        connection = __import__(options["facade"]).connect(channel)
        function = source.entry_function(code, options["path"], options["entry"])
        if isinstance(function, str):
            return outcome.refusal(function)
        result = _awaited(function, connection, code, watch, transport)
        return _finished(result, options["entry"], connection, watch)
    except BaseException as failure:
        ended = outcome.failure(failure, options["file"], options["folder"])
        _finish(connection)
        ended["warnings"] = watch.warnings()
        return ended
    finally:
        source.forget_module()
        watch.close()


def _finished(result, entry, connection, watch):
    warnings = _finish(connection)
    ended = outcome.success() if result else outcome.refusal(
        f"{entry}() returned {result!r:.80}; return True to say that all is well"
    )
    lost = watch.never_awaited_statement()
    if result and lost:
        ended = outcome.refusal(lost)
    ended["warnings"] = [*warnings, *watch.warnings()]
    return ended


def _finish(connection):
    finish = getattr(connection, "_migri_finish", None)
    try:
        return list(finish() or ()) if finish is not None else []
    except BaseException as failure:
        return [f"closing what the migration left open failed: {failure}"]


def _awaited(migrate, connection, code, watch, transport):
    if source.needs_event_loop(code):
        return _in_event_loop(migrate, connection, watch, transport)
    coroutine = migrate(connection)
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    coroutine.close()
    raise RuntimeError("migrate() waits for something that is not of asyncio; import asyncio to run it in an event loop")


def _in_event_loop(migrate, connection, watch, transport):
    """Importing asyncio takes longer than most migrations, so only those pay for it that may need it."""
    import asyncio

    async def main():
        transport.loop = asyncio.get_running_loop()
        try:
            return await migrate(connection)
        finally:
            watch.leftover_tasks(asyncio.all_tasks() - {asyncio.current_task()})

    return asyncio.run(main())


def _make_importable(folder, facade):
    shims = f"{folder}/{facade}/shims"
    if folder not in sys.path:
        sys.path.append(folder)
    # last, so that the real driver wins where it is installed
    if shims not in sys.path:
        sys.path.append(shims)
