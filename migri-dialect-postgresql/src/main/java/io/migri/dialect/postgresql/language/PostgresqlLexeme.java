package io.migri.dialect.postgresql.language;

/** Sorts of tokens (<a href="https://www.postgresql.org/docs/current/sql-syntax-lexical.html">manual</a>). */
public enum PostgresqlLexeme {
    /** A keyword, or a name without quotes. */
    WORD,
    /** A name in double quotes, with its {@code U&} if it has one. */
    NAME,
    /** A string of any form: with its prefix, continued on later lines, in dollar quotes. */
    STRING,
    NUMBER,
    /** One character; the server may read several as one operator. */
    SYMBOL
}
