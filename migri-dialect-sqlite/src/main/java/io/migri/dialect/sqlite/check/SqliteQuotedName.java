package io.migri.dialect.sqlite.check;

/**
 * A name in double quotes.
 *
 * @param from where it begins in what is prepared
 * @param to where it ends there
 * @param start where it begins in the whole statement
 * @param standsForColumn whether a text would make no sense there
 */
record SqliteQuotedName(String name, int from, int to, int start, boolean standsForColumn) {}
