package io.migri.dialect.mysql.database;

import java.io.EOFException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Which failures to connect may go away by themselves. */
public final class MySqlComingUp {
    /**
     * No connection left, for the server or this user; the server stops, is offline or not available yet
     * (<a href="https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html">error reference</a>).
     */
    private static final Set<Integer> PASSING = Set.of(1040, 1053, 1203, 1226, 3032, 3168);

    private MySqlComingUp() {}

    /** What no server has answered comes from the network, or from encryption, which is refused for good. */
    public static boolean isPossible(SQLException failure) {
        return failure.getErrorCode() == 0 ? isOfNetwork(failure) : PASSING.contains(failure.getErrorCode());
    }

    private static boolean isOfNetwork(SQLException failure) {
        boolean encrypting = false;
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            boolean silent = cause instanceof SocketTimeoutException || cause instanceof UnknownHostException;
            if (cause instanceof SocketException || cause instanceof EOFException || (silent && !encrypting)) {
                return true;
            }
            encrypting |= cause instanceof SSLException;
        }
        return false;
    }
}
