package io.migri.documents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements in what a driver has sent on one connection, without TLS.
 *
 * @param recorded one byte a character
 */
record SentMessages(String recorded, boolean postgresql) {
    private static final int COM_QUERY = 3;

    /** Those that share a message of PostgreSQL's extended protocol up to its end are one text. */
    List<String> texts() {
        ByteBuffer bytes = ByteBuffer.wrap(recorded.getBytes(ISO_8859_1));
        return postgresql ? ofPostgresql(bytes) : ofMysql(bytes);
    }

    private static List<String> ofPostgresql(ByteBuffer bytes) {
        List<String> texts = new ArrayList<>();
        List<String> parsed = new ArrayList<>();
        skip(bytes, bytes.getInt(bytes.position()));
        while (bytes.remaining() > 4) {
            char kind = (char) bytes.get();
            byte[] body = new byte[bytes.getInt() - 4];
            bytes.get(body);
            if (kind == 'Q') {
                texts.add(text(body, 0));
            } else if (kind == 'P') {
                parsed.add(text(body, text(body, 0).length() + 1));
            } else if (kind == 'S') {
                texts.add(String.join(";\n", parsed));
                parsed.clear();
            }
        }
        return texts;
    }

    private static List<String> ofMysql(ByteBuffer bytes) {
        List<String> texts = new ArrayList<>();
        while (bytes.remaining() > 4) {
            int length = (bytes.get() & 0xff) | (bytes.get() & 0xff) << 8 | (bytes.get() & 0xff) << 16;
            int number = bytes.get();
            byte[] body = new byte[Math.min(length, bytes.remaining())];
            bytes.get(body);
            if (number == 0 && body.length > 3 && body[0] == COM_QUERY) {
                // MySQL's servers are told first that there are no attributes
                int from = body[1] == 0 && body[2] == 1 ? 3 : 1;
                texts.add(new String(body, from, body.length - from, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }

    private static void skip(ByteBuffer bytes, int count) {
        bytes.position(bytes.position() + count);
    }

    private static String text(byte[] body, int from) {
        int end = from;
        while (end < body.length && body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }
}
