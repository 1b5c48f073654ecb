"""From the text of a migration to its function migrate()."""

import sys

_ONLY_TREE = 0x0400  # ast.PyCF_ONLY_AST, without the import
_ASYNC = 0x80 | 0x200  # inspect.CO_COROUTINE, CO_ASYNC_GENERATOR

#: modules that cannot make a coroutine wait for an event loop
_SYNCHRONOUS = frozenset(
    """__future__ abc array base64 binascii bisect calendar codecs collections colorsys configparser contextlib copy csv dataclasses
    datetime decimal difflib enum errno fnmatch fractions functools getpass glob gzip hashlib heapq hmac html io ipaddress itertools json keyword
    linecache locale logging lzma math mimetypes numbers operator os pathlib pickle platform pprint random re reprlib secrets
    shlex shutil sqlite3 stat statistics string struct sys tempfile textwrap time tomllib traceback types typing unicodedata urllib uuid
    warnings xml zipfile zlib zoneinfo""".split()
)
_DYNAMIC = frozenset(("__import__", "import_module", "exec", "eval", "compile"))

_checked = {}


class _Compiled:
    def __init__(self, code, loop, text):
        self.code = code
        self.loop = loop
        self.text = text


def compiled(file, text):
    """Compiles once, as long as the text is the same: an interpreter may serve several runs. Raises SyntaxError."""
    known = _checked.get(file)
    if known is None or known.text != text:
        tree = compile(text, file, "exec", _ONLY_TREE, True)
        known = _Compiled(compile(tree, file, "exec", 0, True), _may_wait(tree), text)
        _checked[file] = known
    return known


def text_of(file):
    """The lines of a compiled migration, each with its end."""
    known = _checked.get(file)
    return [] if known is None else known.text.decode("utf-8-sig", "replace").splitlines(True)


def needs_event_loop(known):
    """Whether what it imports could make it wait for anything but the database."""
    return known.loop


def migrate_function(known, path):
    """Executes the module and returns its ``migrate``, or in words why there is none. The module is fresh and not registered."""
    module = type(sys)("migration")
    module.__file__ = path
    exec(known.code, module.__dict__)
    migrate = module.__dict__.get("migrate")
    if migrate is None:
        return "module missing migrate()"
    return migrate if _is_async(migrate) else "migrate() expected to be an async function"


def _is_async(function):
    code = getattr(function, "__code__", None)
    if code is not None and code.co_flags & 0x80:
        return True
    from inspect import iscoroutinefunction  # knows partials, markers and callable objects

    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))


def _may_wait(tree):
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if _imports_unknown(node):
            return True
        for field in node._fields:
            value = getattr(node, field, None)
            if isinstance(value, list):
                waiting.extend(one for one in value if hasattr(one, "_fields"))
            elif hasattr(value, "_fields"):
                waiting.append(value)
    return False


def _imports_unknown(node):
    kind = type(node).__name__
    if kind == "Import":
        return any(_unknown(alias.name) for alias in node.names)
    if kind == "ImportFrom":
        return node.level > 0 or _unknown(node.module or "")
    if kind == "Name":
        return node.id in _DYNAMIC
    return kind == "Attribute" and node.attr in _DYNAMIC and node.attr != "compile"


def _unknown(module):
    return module.partition(".")[0] not in _SYNCHRONOUS
