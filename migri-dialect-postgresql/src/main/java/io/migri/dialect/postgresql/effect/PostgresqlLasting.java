package io.migri.dialect.postgresql.effect;

import io.migri.dialect.postgresql.language.PostgresqlLexemes;
import io.migri.dialect.postgresql.language.PostgresqlStatement;
import io.migri.dialect.postgresql.language.PostgresqlVocabulary;
import io.migri.dialect.postgresql.language.PostgresqlWords;
import java.util.Optional;

/** What a statement does outside of the database's own transactions, so that it stays after a rollback and must not be done a second time. */
public final class PostgresqlLasting {
    /** What leaves something outside of the database's own transactions, and twice where it is done twice. */
    private static final PostgresqlVocabulary FUNCTIONS = PostgresqlVocabulary.of(
            "dblink",
            "dblink_exec",
            "dblink_open",
            "dblink_send_query",
            "lo_export",
            "pg_file_write",
            "pg_file_rename",
            "pg_file_unlink",
            "pg_create_physical_replication_slot",
            "pg_create_logical_replication_slot",
            "pg_copy_physical_replication_slot",
            "pg_copy_logical_replication_slot",
            "pg_drop_replication_slot",
            "pg_logical_emit_message",
            "pg_background_launch",
            "http",
            "http_get",
            "http_post",
            "http_put",
            "http_patch",
            "http_delete");

    private PostgresqlLasting() {}

    /** Whether what it does outside of the database stays after a rollback. */
    static boolean outlastsRollback(PostgresqlStatement statement) {
        if (statement.is(0, "COPY")) {
            return copies(statement, 0).isPresent();
        }
        return !defines(statement) && !statement.is(0, "INSERT") && calls(statement);
    }

    private static boolean calls(PostgresqlStatement statement) {
        PostgresqlLexemes lexemes = statement.lexemes();
        for (int i = 0; i < lexemes.count(); i++) {
            if (statement.isName(i) && statement.is(i + 1, '(')) {
                String found = FUNCTIONS.find(statement.text(), lexemes.start(i), lexemes.end(i));
                if (found != null && !(found.equals("dblink") && asks(statement, i + 2))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the other server is only asked for rows. */
    private static boolean asks(PostgresqlStatement statement, int argument) {
        int query = statement.is(argument + 1, ',') && statement.isString(argument + 2) ? argument + 2 : argument;
        return statement
                .literal(query)
                .map(text -> new PostgresqlWords(text).next().equals("SELECT"))
                .orElse(false);
    }

    /** Whether a function of that name does such a thing. */
    public static boolean isCalled(String name) {
        return FUNCTIONS.find(name, 0, name.length()) != null;
    }

    /** Whether it makes or changes an object of the database, and so calls nothing that it names. */
    public static boolean defines(PostgresqlStatement statement) {
        return statement.is(0, "CREATE") || statement.is(0, "ALTER") || statement.is(0, "COMMENT");
    }

    /** A file or a program of the server; what it reads from a file harms nobody. */
    public static Optional<String> copies(PostgresqlStatement statement, int copy) {
        int depth = 0;
        for (int i = copy + 1; i < statement.count() && !statement.is(i, ';'); i++) {
            depth += statement.is(i, '(') ? 1 : statement.is(i, ')') ? -1 : 0;
            boolean to = depth == 0 && statement.is(i, "TO");
            if (depth == 0 && (to || statement.is(i, "FROM"))) {
                if (statement.is(i + 1, "PROGRAM")) {
                    return Optional.of("it runs a program on the server");
                }
                return to && statement.isString(i + 1)
                        ? Optional.of("it writes a file on the server")
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
