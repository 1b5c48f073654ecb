package io.migri.cli.archive;

import java.io.IOException;

/**
 * MySQL's and MariaDB's side of a session.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_connection_phase.html">MySQL: connection phase</a>
 */
final class MysqlReplay extends Replay {
    private static final int HEADER = 4;
    private static final int SEQUENCE = 3;
    /** A request for TLS is the beginning of the answer to the greeting, and no more. */
    private static final int TLS_REQUEST_LENGTH = 32;

    private static final int QUIT = 1;
    private static final int SEND_LONG_DATA = 0x18;
    private static final int CLOSE_STATEMENT = 0x19;

    MysqlReplay(Transcript transcript, ReplayTls tls) throws IOException {
        super(transcript, tls);
    }

    @Override
    void converse(Wire wire) throws IOException {
        wire.send(answer());
        boolean encrypted = false;
        while (true) {
            byte[] header = wire.in().readNBytes(HEADER);
            if (header.length < HEADER) {
                return;
            }
            int length = length(header, 0);
            byte[] body = wire.in().readNBytes(length);
            if (length == TLS_REQUEST_LENGTH && header[SEQUENCE] == 1) {
                wire.encrypt();
                encrypted = true;
            } else if (header[SEQUENCE] == 0 && length > 0 && body[0] == QUIT) {
                return;
            } else if (header[SEQUENCE] > 0 || asks(body)) {
                byte[] answer = answer().clone();
                if (encrypted && header[SEQUENCE] > 0) {
                    moveOn(answer);
                }
                wire.send(answer);
            }
        }
    }

    /** That of the packet whose header begins there. */
    static int length(byte[] packets, int start) {
        return (packets[start] & 0xff) | (packets[start + 1] & 0xff) << 8 | (packets[start + 2] & 0xff) << 16;
    }

    static boolean asks(byte[] body) {
        return body.length == 0 || (body[0] != SEND_LONG_DATA && body[0] != CLOSE_STATEMENT);
    }

    /** The packets of an encrypted connection are counted from the request for it. */
    private static void moveOn(byte[] packets) {
        for (int i = 0; i + HEADER <= packets.length; ) {
            packets[i + SEQUENCE]++;
            i += HEADER + length(packets, i);
        }
    }
}
