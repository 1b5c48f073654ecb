package io.migri.dialect.postgresql.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class PostgresqlComingUpTest {

    @ParameterizedTest
    @ValueSource(strings = {"57P01", "57P02", "57P03", "53300"})
    void aServerThatStartsStopsOrIsFullMayComeUp(String code) {
        assertTrue(PostgresqlComingUp.isPossible(new SQLException("refused", code)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "28000", "3D000", "42501", "08004", "0A000"})
    void whatIsRefusedForGoodIsNotWaitedFor(String code) {
        assertFalse(PostgresqlComingUp.isPossible(new SQLException("refused", code)));
    }

    @Test
    void theNetworkMayComeUpAndEncryptionIsRefusedForGood() {
        assertTrue(possible(new ConnectException("refused")));
        assertTrue(possible(new UnknownHostException("db")));
        assertTrue(possible(new EOFException()));
        SSLHandshakeException refused = new SSLHandshakeException("unknown authority");
        assertFalse(possible(refused));
        SSLHandshakeException brokenOff = new SSLHandshakeException("the other side has ended the handshake");
        brokenOff.initCause(new EOFException());
        assertTrue(possible(brokenOff));
    }

    @ParameterizedTest
    @CsvSource({
        "pgbouncer cannot connect to server, true",
        "server login has been failing, true",
        "no such database: zoo, false",
        "unsupported startup parameter: x, false",
    })
    void aPoolMayWaitForItsServer(String message, boolean possible) {
        ServerErrorMessage told = new ServerErrorMessage("SFATAL\0C08P01\0M" + message + "\0");
        assertEquals(possible, PostgresqlComingUp.isPossible(new PSQLException(told)));
    }

    private static boolean possible(IOException reason) {
        return PostgresqlComingUp.isPossible(new SQLException("The connection attempt failed.", "08001", reason));
    }
}
