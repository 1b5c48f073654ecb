"""Tells what an interpreter is and what is installed beside it: a name, a tab and a value on each line.

Runs in whatever is called python, so it has to be understood by Python 2 up to the check of the version.
"""

import sys

sys.stdout.write("version\t%d.%d.%d\n" % sys.version_info[:3])
if sys.version_info < (3, 10):
    sys.exit(0)

import os  # noqa: E402
import sysconfig  # noqa: E402
from importlib.util import find_spec  # noqa: E402

PACKAGES = ("asyncpg", "aiosqlite", "aiomysql", "pymysql", "numpy")


def tell(name, value):
    if value and "\n" not in value:
        sys.stdout.buffer.write(("%s\t%s\n" % (name, value)).encode("utf-8", "surrogateescape"))


def versions(folders):
    """The versions of what pip has installed, by lower-case name."""
    found = {}
    for folder in folders:
        for entry in os.listdir(folder) if os.path.isdir(folder) else ():
            if entry.endswith(".dist-info"):
                name, _, version = entry[: -len(".dist-info")].partition("-")
                found.setdefault(name.lower(), version)
    return found


def folder_of(package):
    spec = find_spec(package)
    return os.path.dirname(spec.origin) if spec is not None and spec.origin else None


def libraries():
    setting = sysconfig.get_config_var
    folders = [setting("LIBDIR"), setting("LIBPL"), sys.base_prefix, os.path.join(sys.base_prefix, "lib")]
    names = [setting("INSTSONAME"), setting("LDLIBRARY"), "python%d%d.dll" % sys.version_info[:2]]
    for folder in folders:
        for name in names:
            path = os.path.join(folder or "", name or "")
            if os.path.isfile(path) and not path.endswith(".a"):
                yield path


def tell_jep(folder, version):
    if folder is None:
        return
    if not version:
        told = {}
        with open(os.path.join(folder, "version.py")) as source:
            exec(source.read(), told)
        version = told.get("VERSION", "")
    tell("jep", version)
    tell("jep-folder", folder)
    jar = os.path.join(folder, "jep-%s.jar" % version)
    tell("jep-jar", jar if os.path.isfile(jar) else "")
    for name in ("libjep.so", "libjep.jnilib", "jep.dll"):
        if os.path.isfile(os.path.join(folder, name)):
            tell("jep-library", os.path.join(folder, name))


def main():
    sys.stdout.flush()
    packages = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    installed = versions(packages)
    tell("executable", sys.executable)
    tell("prefix", sys.prefix)
    tell("base-prefix", sys.base_prefix)
    tell("implementation", sys.implementation.name)
    tell("free-threaded", "1" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
    for folder in packages:
        tell("packages", folder)
    for library in dict.fromkeys(libraries()):
        tell("library", library)
    tell("headers", sysconfig.get_path("include"))
    tell_jep(folder_of("jep"), installed.get("jep"))
    for package in PACKAGES:
        if folder_of(package) is not None:
            tell("package-" + package, installed.get(package, "of an unknown version"))


main()
