package io.migri.dialect.postgresql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.dialect.postgresql.PostgresqlDialect;
import io.migri.spi.examination.ConnectionSafety;
import io.migri.spi.examination.ConnectionSafety.Verified;
import io.migri.spi.examination.Finding;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import io.migri.testkit.server.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresqlSafetyTest {

    @Test
    void saysWhetherTheConnectionIsEncryptedAndHowTheUserWasLetIn(@TestDatabase(Engine.POSTGRESQL) Database database)
            throws SQLException {
        PostgresqlDialect dialect = new PostgresqlDialect();
        try (Connection connection = dialect.connect(database.config())) {
            List<Finding> findings = dialect.session(connection).examine(HistoryTable.USUAL);
            assertTrue(findings.stream().anyMatch(finding -> finding.area().equals("encryption")), findings::toString);
            assertTrue(
                    findings.stream()
                            .filter(finding -> finding.area().equals("login"))
                            .allMatch(finding -> finding.text().toString().contains("(trust)")
                                    || finding.text().toString().contains("knows the user by")
                                    || finding.text().toString().contains("the password goes")),
                    findings::toString);
        }
    }

    /** Whoever lends a connection knows. */
    @Test
    void doesNotGuessOfAConnectionThatWasLent(@TestDatabase(Engine.POSTGRESQL) Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            assertEquals(Verified.UNKNOWN, PostgresqlSafety.of(connection, 12).verified());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verify-full, SERVER",
        "verify-ca, AUTHORITY",
        "require, NOBODY",
        "prefer, NOBODY",
        "disable, NOBODY",
        ", NOBODY"
    })
    void knowsFromTheSettingWhoWasVerified(String mode, Verified verified) {
        Properties properties = new Properties();
        if (mode != null) {
            properties.setProperty("sslmode", mode);
        }
        assertEquals(verified, new PostgresqlSafety.Made(properties).verified());
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, SERVER, false, OK",
        "TLSv1.3, AUTHORITY, false, WARNING",
        "TLSv1.3, NOBODY, false, WARNING",
        "TLSv1.3, NOBODY, true, OK",
        "TLSv1.3, UNKNOWN, false, OK",
        ", NOBODY, true, OK",
        ", NOBODY, false, WARNING"
    })
    void warnsWhereOthersCouldReadAlong(String protocol, Verified verified, boolean local, Finding.State state) {
        List<Finding> findings = new ConnectionSafety(
                        Optional.ofNullable(protocol), verified, Optional.empty(), local, "verify it")
                .findings();
        assertEquals(1, findings.size());
        assertEquals(state, findings.get(0).state(), findings::toString);
        assertEquals(
                state == Finding.State.OK ? "" : "verify it",
                findings.get(0).remedy().toString());
    }
}
