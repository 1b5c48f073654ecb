package com.example.migri.h2;

import io.migri.api.ErrorCode;
import io.migri.api.MigriException;
import io.migri.spi.DialectSession;
import io.migri.spi.rehearsal.OnCopy;
import io.migri.spi.rehearsal.Restriction;
import io.migri.spi.script.SqlStatement;
import io.migri.spi.support.StandardSpelling;
import io.migri.spi.support.language.Token;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import org.h2.Driver;

/** A dry run on a copy of all of the database in memory, which {@code SCRIPT} tells how to make. */
record H2Copy(H2Tables original, Connection memory, DialectSession session)
        implements OnCopy<DialectSession>, Restriction {
    private static final Set<String> OF_FILES = Set.of("SCRIPT", "RUNSCRIPT", "BACKUP");
    /** What H2 executes in Java, which can do anything, and what reads or writes beside the database. */
    private static final Set<String> BEYOND =
            Set.of("ALIAS", "AGGREGATE", "TRIGGER", "LINKED", "LINK_SCHEMA", "FILE_WRITE", "CSVWRITE");

    static H2Copy of(H2Tables original, Function<Connection, DialectSession> session) throws SQLException {
        if (original.text("SELECT 1 FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE LIKE '%LINK%'")
                .isPresent()) {
            throw new MigriException(
                    ErrorCode.DRY_RUN_UNSUPPORTED,
                    "the database has linked tables, and a copy would write to what is behind them");
        }
        Properties user = new Properties();
        user.setProperty("user", original.text("SELECT CURRENT_USER").orElse(""));
        user.setProperty(
                "DATABASE_TO_UPPER",
                original.text(H2Tables.setting("DATABASE_TO_UPPER")).orElse("TRUE"));
        Connection memory = new Driver().connect("jdbc:h2:mem:", user);
        return new H2Copy(original, memory, session.apply(memory));
    }

    @Override
    public void begin() throws SQLException {
        try (Statement copying = memory.createStatement();
                Statement statement = original.connection().createStatement();
                ResultSet script = statement.executeQuery("SCRIPT")) {
            copying.setEscapeProcessing(false);
            while (script.next()) {
                copying.execute(script.getString(1));
            }
            copying.execute("SET SCHEMA "
                    + StandardSpelling.quoted(
                            original.text("SELECT CURRENT_SCHEMA").orElseThrow()));
        }
    }

    @Override
    public Optional<Restriction> restriction() {
        return Optional.of(this);
    }

    @Override
    public Optional<String> refusal(SqlStatement statement) {
        List<String> words = H2Sense.LEXICON.tokens(statement.text()).stream()
                .map(Token::value)
                .toList();
        return OF_FILES.contains(words.get(0)) || words.stream().anyMatch(BEYOND::contains)
                ? Optional.of("it would reach beyond the copy: it executes Java, or uses files or another database")
                : Optional.empty();
    }

    /** Nothing is left of the copy then. */
    @Override
    public void close() throws SQLException {
        memory.close();
    }
}
