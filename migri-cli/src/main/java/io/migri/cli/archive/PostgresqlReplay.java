package io.migri.cli.archive;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL's side of a session.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL: message formats</a>
 */
final class PostgresqlReplay extends Replay {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int LENGTH = 4;

    private final String password;

    /** @param password what the driver has to know; empty for none */
    PostgresqlReplay(Transcript transcript, ReplayTls tls, String password) throws IOException {
        super(transcript, tls);
        this.password = password;
    }

    @Override
    void converse(Wire wire) throws IOException {
        while (true) {
            int length = wire.in().readInt();
            int code = wire.in().readInt();
            if (code == SSL_REQUEST && offersTls()) {
                wire.send((byte) 'S');
                wire.encrypt();
            } else if (code == SSL_REQUEST || code == GSS_REQUEST) {
                wire.send((byte) 'N');
            } else {
                wire.in().readNBytes(length - 2 * LENGTH);
                break;
            }
        }
        if (!password.isEmpty()) {
            authenticate(wire);
        }
        wire.send(answer());
        while (true) {
            int type = wire.in().read();
            if (type < 0 || type == 'X') {
                return;
            }
            message(wire);
            if (type == 'Q' || type == 'S') {
                wire.send(answer());
            }
        }
    }

    private void authenticate(Wire wire) throws IOException {
        wire.send(request(SASL, "SCRAM-SHA-256\0\0"));
        ScramServer scram = new ScramServer(password);
        wire.in().read();
        String first = message(wire);
        wire.send(request(SASL_CONTINUE, scram.first(first.substring(first.indexOf(",,") + 2))));
        wire.in().read();
        wire.send(request(SASL_FINAL, scram.last(message(wire))));
    }

    private static String message(Wire wire) throws IOException {
        int length = wire.in().readInt();
        return new String(wire.in().readNBytes(length - LENGTH), StandardCharsets.UTF_8);
    }

    private static byte[] request(int kind, String data) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(message);
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        out.write('R');
        out.writeInt(2 * LENGTH + bytes.length);
        out.writeInt(kind);
        out.write(bytes);
        return message.toByteArray();
    }
}
