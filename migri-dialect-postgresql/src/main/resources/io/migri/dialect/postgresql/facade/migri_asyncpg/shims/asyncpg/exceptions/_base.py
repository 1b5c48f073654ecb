"""The roots of the exceptions of asyncpg."""

from migri_asyncpg.errors_roots import *  # noqa: F403
from migri_asyncpg.errors_roots import ROOTS as __all__  # noqa: F401
from migri_asyncpg.errors_roots import InterfaceMessage, PostgresMessage  # noqa: F401
