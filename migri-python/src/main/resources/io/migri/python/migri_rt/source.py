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

#: the name of a migration's module, and the one that it has where another module is called so
_usual_name = "migration"
_other_name = "migri_migration"

_checked = {}
_registered = []


class _Compiled:
    def __init__(self, code, loop, imports_namesake, text):
        self.code = code
        self.loop = loop
        self.imports_namesake = imports_namesake
        self.text = text


def compiled(file, text):
    """Compiles once, as long as the text is the same: an interpreter may serve several runs. Raises SyntaxError."""
    known = _checked.get(file)
    if known is None or known.text != text:
        tree = compile(text, file, "exec", _ONLY_TREE, True)
        code = compile(tree, file, "exec", 0, True)
        known = _Compiled(code, _any(tree, _imports_unknown), _any(tree, _imports_namesake), text)
        _checked[file] = known
    return known


def text_of(file):
    """The lines of a compiled migration, each with its end."""
    known = _checked.get(file)
    return [] if known is None else _decoded(known.text).splitlines(True)


def _decoded(text):
    return text.decode("utf-8-sig", "replace")


def needs_event_loop(known):
    """Whether what it imports could make it wait for anything but the database."""
    return known.loop


def entry_function(known, path, entry):
    """Executes the module, which is fresh, and returns its function ``entry``, or in words why there is none.

    The module is in ``sys.modules`` until ``forget_module()``, since dataclasses, pickle and type hints look for it there.
    """
    module = _module(known, path)
    _registered.append((module, sys.modules.get(module.__name__)))
    sys.modules[module.__name__] = module
    exec(known.code, module.__dict__)
    function = module.__dict__.get(entry)
    if function is None:
        return f"module missing {entry}()"
    return function if _is_async(function) else f"{entry}() expected to be an async function"


def forget_module():
    """Takes the module of the last migration out of ``sys.modules``, unless the migration put another one there."""
    while _registered:
        module, before = _registered.pop()
        if sys.modules.get(module.__name__) is module:
            if before is None:
                del sys.modules[module.__name__]
            else:
                sys.modules[module.__name__] = before


def _module(known, path):
    name = _other_name if known.imports_namesake or _exists(_usual_name) else _usual_name
    module = type(sys)(name)
    module.__file__ = path
    module.__package__ = ""
    module.__loader__ = _Loader(known, path)
    module.__spec__ = type(sys.__spec__)(name, module.__loader__, origin=path)
    module.__spec__.has_location = True
    return module


def _exists(name):
    """Whether ``import name`` would bring another module."""
    if name in sys.modules:
        return True
    for finder in sys.meta_path:
        find = getattr(finder, "find_spec", None)
        if find is not None and find(name, None) is not None:
            return True
    return False


class _Loader:
    """Tells tools that ask for the source of a module what was read."""

    def __init__(self, known, path):
        self._known = known
        self._path = path

    def get_source(self, name):
        return _decoded(self._known.text)

    def get_code(self, name):
        return self._known.code

    def get_filename(self, name):
        return self._path

    def is_package(self, name):
        return False

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(self._known.code, module.__dict__)


def _is_async(function):
    code = getattr(function, "__code__", None)
    if code is not None and code.co_flags & 0x80:
        return True
    from inspect import iscoroutinefunction  # knows partials, markers and callable objects

    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))


def _any(tree, test):
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if test(node):
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


def _imports_namesake(node):
    kind = type(node).__name__
    if kind == "Import":
        return any(alias.name.partition(".")[0] == _usual_name for alias in node.names)
    return kind == "ImportFrom" and node.level == 0 and (node.module or "").partition(".")[0] == _usual_name


def _unknown(module):
    return module.partition(".")[0] not in _SYNCHRONOUS
