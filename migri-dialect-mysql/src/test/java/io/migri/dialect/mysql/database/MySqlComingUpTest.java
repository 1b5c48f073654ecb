package io.migri.dialect.mysql.database;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlComingUpTest {

    @ParameterizedTest
    @ValueSource(ints = {1040, 1053, 1203, 1226, 3032, 3168})
    void aServerThatStopsOrIsFullMayComeUp(int number) {
        assertTrue(MySqlComingUp.isPossible(new SQLException("refused", "08004", number)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1044, 1045, 1049, 1129, 1130, 3118})
    void whatIsRefusedForGoodIsNotWaitedFor(int number) {
        assertFalse(MySqlComingUp.isPossible(new SQLException("refused", "08004", number)));
    }

    @Test
    void theNetworkMayComeUpAndEncryptionIsRefusedForGood() {
        assertTrue(possible(new ConnectException("refused")));
        assertTrue(possible(new UnknownHostException("db")));
        assertTrue(possible(new SocketTimeoutException("silent")));
        assertTrue(possible(new EOFException()));
        SSLHandshakeException refused = new SSLHandshakeException("unknown authority");
        assertFalse(possible(refused));
        SSLHandshakeException brokenOff = new SSLHandshakeException("the other side has ended the handshake");
        brokenOff.initCause(new EOFException());
        assertTrue(possible(brokenOff));
        assertFalse(MySqlComingUp.isPossible(new SQLException("no such property", "08001")));
    }

    private static boolean possible(IOException reason) {
        return MySqlComingUp.isPossible(
                new SQLException("Communications link failure", "08S01", new IllegalStateException(reason)));
    }
}
