package io.migri.core.record;

import io.migri.spi.DialectSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The text of a file as it is kept: without the passwords in it, and marked where there were some. The hashes are those of the file. */
public final class DiscreetText {
    private static final String MARK = "migri: passwords are left out of this text";

    private DiscreetText() {}

    /** What is kept of a file with these bytes, in the gzip format. */
    static byte[] of(String kind, byte[] file, DialectSession session, Gzip gzip) {
        String text = new String(file, StandardCharsets.UTF_8);
        String kept = session.language().withoutSecrets(text);
        return gzip.compressed(kept.equals(text) ? file : marked(kind, kept).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What is kept of a file.
     *
     * @param compressed its bytes in the gzip format; empty where they are not kept
     */
    static byte[] of(String kind, byte[] compressed, DialectSession session) throws IOException {
        if (compressed.length == 0) {
            return compressed;
        }
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes(), StandardCharsets.UTF_8);
        String kept = session.language().withoutSecrets(text);
        return kept.equals(text) ? compressed : compressed(marked(kind, kept));
    }

    private static String marked(String kind, String kept) {
        return (kind.equals("sql") ? "-- " : "# ") + MARK + "\n" + kept;
    }

    /** Whether something was left out, so that it is nothing to compare with. */
    public static boolean is(String text) {
        int end = text.indexOf('\n');
        return end > 0 && text.substring(0, end).endsWith(MARK);
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(kept)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return kept.toByteArray();
    }
}
