"""The pools of asyncpg, which a migration has no use for."""

from migri_rt import unsupported

__all__ = ("create_pool", "Pool")


def create_pool(*arguments, **named):
    raise _refusal("asyncpg.create_pool()")


class Pool:
    """Only a name, for annotations."""

    def __init__(self, *arguments, **named):
        raise _refusal("asyncpg.Pool")


def _refusal(what):
    return unsupported(what, "use the conn that migrate() is given, or install the package asyncpg")
