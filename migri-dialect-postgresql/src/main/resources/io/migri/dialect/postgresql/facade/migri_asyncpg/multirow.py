"""Inserts many rows by one statement, where that is the same as one statement for each row but for the time it takes."""

#: for fewer rows it does not pay to look
WORTHWHILE = 1000
_MOST_ROWS = 100
_MOST_PARAMETERS = 10_000

#: rules rewrite statements, and triggers for statements count them
_PLAIN_TABLE = (
    "select relkind in ('r', 'p') and not relhasrules"
    " and not exists (select from pg_catalog.pg_trigger where tgrelid = c.oid and tgtype & 1 = 0)"
    " from pg_catalog.pg_class c where oid = pg_catalog.to_regclass($1)"
)


async def insert(connection, statement, columns, count, timeout):
    """Inserts as many of the rows as go together; returns ``(columns, count)`` of the rest."""
    rows = min(_MOST_ROWS, _MOST_PARAMETERS // max(1, len(columns)))
    together = await _statement(connection, statement, rows, timeout)
    if together is None:
        return columns, count
    times = count // rows
    whole = times * rows
    spread = [columns[at][row:whole:rows] for row in range(rows) for at in range(len(columns))]
    await connection._exchange.call(statement.query, timeout, "each", together, spread, times, False)
    return [column[whole:] for column in columns], count - whole


async def _statement(connection, statement, rows, timeout):
    """The number of the statement for so many rows, or None where there cannot be one."""
    if statement.multirow is None:
        statement.multirow = await _prepared(connection, statement, rows, timeout)
    return statement.multirow or None


async def _prepared(connection, statement, rows, timeout):
    """The dialect reads the statement, and tells its table and the text that inserts so many rows."""
    exchange, query = connection._exchange, statement.query
    found = await exchange.call(query, timeout, "spread", query, rows, len(statement.parameters))
    if found is None or not await _is_plain(connection, found[0], timeout):
        return 0
    number, parameters, _, _ = await exchange.call(query, timeout, "prepare", found[1])
    if tuple(parameters) != tuple(statement.parameters) * rows:
        await exchange.call(query, timeout, "forget", [number])
        return 0
    return number


async def _is_plain(connection, table, timeout):
    found, _ = await connection._execute(_PLAIN_TABLE, (table,), 1, timeout, None)
    return bool(found and found[0][0])
