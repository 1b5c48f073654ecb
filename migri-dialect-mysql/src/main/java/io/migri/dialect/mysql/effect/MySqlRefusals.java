package io.migri.dialect.mysql.effect;

import io.migri.dialect.mysql.language.MySqlParts;
import io.migri.dialect.mysql.language.MySqlToken;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Statements that would take from a run what it stands on. */
final class MySqlRefusals {
    private final MySqlSurroundings surroundings;
    private final Function<String, List<MySqlToken>> lexer;

    /** @param lexer takes the text of a prepared statement apart */
    MySqlRefusals(MySqlSurroundings surroundings, Function<String, List<MySqlToken>> lexer) {
        this.surroundings = surroundings;
        this.lexer = lexer;
    }

    /** Why {@code statement} cannot be part of a migration; empty where it can, as far as its text shows. */
    public Optional<String> of(MySqlParts statement) {
        return switch (statement.word(0)) {
            case "DROP" -> dropping(statement);
            case "CREATE", "ALTER" -> Optional.empty();
            case "PREPARE" -> ofText(statement, 3);
            case "EXECUTE" -> statement.at(1, "IMMEDIATE") ? ofText(statement, 2) : Optional.empty();
            default -> releasing(statement);
        };
    }

    private Optional<String> ofText(MySqlParts statement, int at) {
        return statement.isText(at) ? of(new MySqlParts(lexer.apply(statement.text(at)))) : Optional.empty();
    }

    private Optional<String> dropping(MySqlParts statement) {
        boolean database = statement.at(1, "DATABASE") || statement.at(1, "SCHEMA");
        int name = statement.at(2, "IF") ? 4 : 2;
        return database && surroundings.isDatabase(statement.text(name))
                ? Optional.of("DROP DATABASE " + statement.text(name)
                        + " would drop the history of migrations as well, which is in that database; drop its tables"
                        + " instead, or drop the database before migri runs")
                : Optional.empty();
    }

    private Optional<String> releasing(MySqlParts statement) {
        for (int i = 0; i + 1 < statement.size(); i++) {
            if (statement.at(i, "RELEASE_ALL_LOCKS", "(")) {
                return Optional.of(
                        "RELEASE_ALL_LOCKS() also gives up the lock of this run, so that another run could apply"
                                + " the same migration; release the script's own locks by their names, with RELEASE_LOCK()");
            }
            boolean own = statement.at(i, "RELEASE_LOCK", "(")
                    && statement.isText(i + 2)
                    && statement.at(i + 3, ")")
                    && surroundings.isLock(statement.text(i + 2));
            if (own) {
                return Optional.of("RELEASE_LOCK('" + statement.text(i + 2)
                        + "') gives up the lock of this run, so that another run could apply the same migration;"
                        + " leave it out");
            }
        }
        return Optional.empty();
    }
}
