package io.migri.dialect.postgresql.wire;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Sends rows to the server as they are read. Used by one thread. */
final class PostgresqlCopy {
    private static final int CHARACTERS = 16 * 1024;

    private final CopyManager manager;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final CharBuffer characters = CharBuffer.allocate(CHARACTERS);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHARACTERS * 3);

    PostgresqlCopy(CopyManager manager) {
        this.manager = manager;
    }

    void load(String statement, Reader rows) throws SQLException, IOException {
        CopyIn copy = manager.copyIn(statement);
        try {
            send(rows, copy);
            copy.endCopy();
        } finally {
            abandon(copy);
        }
    }

    private void send(Reader rows, CopyIn copy) throws SQLException, IOException {
        int read = rows.read(characters);
        while (read >= 0) {
            characters.flip();
            encode(false, copy);
            characters.compact();
            read = rows.read(characters);
        }
        characters.flip();
        encode(true, copy);
    }

    /** Half a character at the end of what was read stays for the next time. */
    private void encode(boolean end, CopyIn copy) throws SQLException, IOException {
        bytes.clear();
        var result = encoder.encode(characters, bytes, end);
        if (result.isError()) {
            result.throwException();
        }
        if (bytes.position() > 0) {
            copy.writeToCopy(bytes.array(), 0, bytes.position());
        }
    }

    /** Whatever went wrong, the connection must not be left waiting for rows. */
    private static void abandon(CopyIn copy) {
        if (!copy.isActive()) {
            return;
        }
        try {
            copy.cancelCopy();
        } catch (SQLException e) {
            // the failure that brought us here says more
        }
    }
}
