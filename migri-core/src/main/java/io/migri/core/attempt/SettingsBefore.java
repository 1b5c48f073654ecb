package io.migri.core.attempt;

import io.migri.core.reading.Prepared;
import io.migri.spi.script.SessionValue;
import io.migri.spi.script.SessionValue.Kind;
import io.migri.spi.script.SqlStatement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a script has made before the part of it that is executed once more. A rollback does not take a change of a setting back
 * everywhere, so the session is put back as it was before the script, and these are made again.
 */
public final class SettingsBefore {
    private final int ordinal;
    private final List<String> statements = new ArrayList<>();
    private @Nullable SqlStatement computed;

    private SettingsBefore(int ordinal) {
        this.ordinal = ordinal;
    }

    /** Those of the statements before {@code ordinal}. */
    public static SettingsBefore of(Prepared prepared, int ordinal) throws SQLException, IOException {
        SettingsBefore settings = new SettingsBefore(ordinal);
        prepared.script().show(settings::see);
        return settings;
    }

    private static boolean changes(SqlStatement statement) {
        return statement.session().gives().stream().anyMatch(SettingsBefore::lasts);
    }

    /** Whether it is a setting whose change a rollback does not take back. */
    static boolean lasts(SessionValue value) {
        return value.kind() == Kind.SETTING && !value.undone();
    }

    private void see(SqlStatement statement) {
        if (statement.ordinal() >= ordinal || !changes(statement)) {
            return;
        }
        if (statement.session().constant()) {
            statements.add(statement.text());
        } else {
            computed = statement;
        }
    }

    /** Statements that make them again. */
    public List<String> statements() {
        return statements;
    }

    /** Why they cannot be made again; empty where they can. */
    public Optional<String> refusal() {
        return Optional.ofNullable(computed)
                .map(statement ->
                        "line " + statement.line() + " computed a setting of the session, which cannot be set again");
    }
}
