"""What a migration on MySQL or MariaDB gets for a connection: it behaves like one of aiomysql, on the run's own connection."""


def connect(channel):
    """The connection for one migration."""
    from migri_aiomysql.connection import Connection

    return Connection(channel)
