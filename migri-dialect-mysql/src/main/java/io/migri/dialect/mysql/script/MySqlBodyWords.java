package io.migri.dialect.mysql.script;

import java.util.Set;

/** The words by which a body is known, or known to be none. */
final class MySqlBodyWords {
    static final Set<String> ROUTINES = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "EVENT", "PACKAGE");
    /** Words between the parameters of a procedure and its body. */
    static final Set<String> CHARACTERISTICS = Set.of(
            "COMMENT",
            "LANGUAGE",
            "SQL",
            "NOT",
            "DETERMINISTIC",
            "CONTAINS",
            "NO",
            "READS",
            "MODIFIES",
            "DATA",
            "SECURITY",
            "DEFINER",
            "INVOKER",
            "USING",
            "AS",
            "IS");
    /** Begin statements without a body, of which several may stand before a delimiter of the script's own. */
    static final Set<String> WITHOUT_BODY = Set.of(
            "ALTER",
            "ANALYZE",
            "CALL",
            "CHECK",
            "COMMIT",
            "CREATE",
            "DEALLOCATE",
            "DELETE",
            "DESC",
            "DESCRIBE",
            "DO",
            "DROP",
            "EXECUTE",
            "EXPLAIN",
            "FLUSH",
            "GRANT",
            "HANDLER",
            "INSERT",
            "KILL",
            "LOAD",
            "LOCK",
            "OPTIMIZE",
            "PREPARE",
            "RELEASE",
            "RENAME",
            "REPAIR",
            "REPLACE",
            "REVOKE",
            "ROLLBACK",
            "SAVEPOINT",
            "SELECT",
            "SET",
            "SHOW",
            "START",
            "TABLE",
            "TRUNCATE",
            "UNLOCK",
            "UPDATE",
            "USE",
            "VALUES",
            "WITH",
            "XA");

    static final Set<String> BEFORE_THE_KIND =
            Set.of("OR", "REPLACE", "DEFINER", "AGGREGATE", "CURRENT_USER", "CURRENT_ROLE");
    static final Set<String> OPENERS = Set.of("BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");
    static final Set<String> OPENERS_AT_TOP = Set.of("IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR");
    /** Words that begin a statement without blocks where a routine's body or a handler's action is expected. */
    static final Set<String> SIMPLE = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "REPLACE",
            "SET",
            "CALL",
            "RETURN",
            "DO",
            "WITH",
            "FETCH",
            "OPEN",
            "CLOSE",
            "LEAVE",
            "ITERATE",
            "SIGNAL",
            "RESIGNAL",
            "GET",
            "COMMIT",
            "ROLLBACK",
            "START",
            "EXECUTE",
            "PREPARE");

    private MySqlBodyWords() {}
}
