package io.migri.dialect.sqlite.schema;

import io.migri.dialect.sqlite.language.SqliteQuoting;
import io.migri.dialect.sqlite.language.SqliteTokens;
import java.util.Locale;
import java.util.Set;

/**
 * Spells names and keywords in one way, however somebody wrote them.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">SQLite Keywords</a>
 */
final class SqliteKeywords {
    /** These are never names without quotes. */
    private static final Set<String> RESERVED = Set.of(
            "add",
            "all",
            "alter",
            "and",
            "as",
            "autoincrement",
            "between",
            "case",
            "check",
            "collate",
            "commit",
            "constraint",
            "create",
            "default",
            "deferrable",
            "delete",
            "distinct",
            "drop",
            "else",
            "escape",
            "exists",
            "foreign",
            "from",
            "group",
            "having",
            "in",
            "index",
            "insert",
            "intersect",
            "into",
            "is",
            "isnull",
            "join",
            "limit",
            "not",
            "nothing",
            "notnull",
            "null",
            "on",
            "or",
            "order",
            "primary",
            "references",
            "returning",
            "select",
            "set",
            "table",
            "then",
            "to",
            "transaction",
            "union",
            "unique",
            "update",
            "using",
            "values",
            "when",
            "where");

    /** These may be names without quotes. */
    private static final Set<String> OTHERS = Set.of(
            "abort",
            "action",
            "after",
            "always",
            "analyze",
            "asc",
            "attach",
            "before",
            "begin",
            "by",
            "cascade",
            "cast",
            "column",
            "conflict",
            "cross",
            "current",
            "current_date",
            "current_time",
            "current_timestamp",
            "database",
            "deferred",
            "desc",
            "detach",
            "do",
            "each",
            "end",
            "except",
            "exclude",
            "exclusive",
            "explain",
            "fail",
            "filter",
            "first",
            "following",
            "for",
            "full",
            "generated",
            "glob",
            "groups",
            "if",
            "ignore",
            "immediate",
            "indexed",
            "initially",
            "inner",
            "instead",
            "key",
            "last",
            "left",
            "like",
            "match",
            "materialized",
            "natural",
            "no",
            "nulls",
            "of",
            "offset",
            "others",
            "outer",
            "over",
            "partition",
            "plan",
            "pragma",
            "preceding",
            "query",
            "raise",
            "range",
            "recursive",
            "regexp",
            "reindex",
            "release",
            "rename",
            "replace",
            "restrict",
            "right",
            "rollback",
            "row",
            "rows",
            "savepoint",
            "stored",
            "strict",
            "temp",
            "temporary",
            "ties",
            "trigger",
            "unbounded",
            "vacuum",
            "view",
            "virtual",
            "window",
            "with",
            "without");

    private SqliteKeywords() {}

    /** A name as it has to stand in a statement: in quotes where it needs them. */
    static String name(String name) {
        return isPlain(name) && !isOf(RESERVED, name) ? name : SqliteQuoting.name(name);
    }

    /** A word without quotes. */
    static String word(String word) {
        return isKeyword(word) ? word.toUpperCase(Locale.ROOT) : word;
    }

    /** A name that had quotes. SQLite puts some around names that had none when it renames something. */
    static String quoted(String name) {
        return isPlain(name) && isOf(OTHERS, name) ? name.toUpperCase(Locale.ROOT) : name(name);
    }

    static boolean isKeyword(String word) {
        return isOf(RESERVED, word) || isOf(OTHERS, word);
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && !Character.isDigit(name.charAt(0))
                && name.chars().allMatch(SqliteTokens::isWordPart);
    }

    private static boolean isOf(Set<String> words, String word) {
        return words.contains(word.toLowerCase(Locale.ROOT));
    }
}
