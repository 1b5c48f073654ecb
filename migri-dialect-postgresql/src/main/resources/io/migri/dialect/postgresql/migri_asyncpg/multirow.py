"""Inserts many rows by one statement, where that is the same as one statement for each row but for the time it takes."""

#: for fewer rows it does not pay to look
WORTHWHILE = 1000
_MOST_ROWS = 100
_MOST_PARAMETERS = 10_000

_NAME = r'(?:"[^"]+"|[a-z_][a-z0-9_]*)'
_VALUE = rf"\$\d+(?:::{_NAME}(?:\[\])?)?"
_INSERT = (
    rf"\s*insert\s+into\s+({_NAME}(?:\.{_NAME})?)\s*((?:\(\s*{_NAME}(?:\s*,\s*{_NAME})*\s*\))?)"
    rf"\s*values\s*\(\s*({_VALUE}(?:\s*,\s*{_VALUE})*)\s*\)\s*;?\s*"
)

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
    import re

    parts = re.fullmatch(_INSERT, statement.query, re.IGNORECASE)
    if parts is None or not await _is_plain(connection, parts[1], timeout):
        return 0
    width = len(statement.parameters)

    def values(row):
        return re.sub(r"\$(\d+)", lambda number: f"${int(number[1]) + row * width}", parts[3])

    text = f"insert into {parts[1]} {parts[2]} values {', '.join(f'({values(row)})' for row in range(rows))}"
    number, parameters, _, _ = await connection._exchange.call(statement.query, timeout, "prepare", text)
    if tuple(parameters) != tuple(statement.parameters) * rows:
        await connection._exchange.call(statement.query, timeout, "forget", [number])
        return 0
    return number


async def _is_plain(connection, table, timeout):
    found, _ = await connection._execute(_PLAIN_TABLE, (table,), 1, timeout, None)
    return bool(found and found[0][0])
