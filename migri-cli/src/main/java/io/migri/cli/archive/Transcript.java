package io.migri.cli.archive;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What a real server answered in one session without TLS.
 *
 * @param answers in order, one for each message that asks for one; empty where the server answered several at once
 */
record Transcript(List<byte[]> answers) {

    /** The one of that name in the jar. */
    static Transcript named(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Transcript.class.getResourceAsStream(name), name)) {
            return read(file);
        }
    }

    private static Transcript read(InputStream file) throws IOException {
        List<byte[]> answers = new ArrayList<>();
        DataInputStream in = new DataInputStream(new GZIPInputStream(file));
        while (true) {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException e) {
                return new Transcript(answers);
            }
            byte[] answer = new byte[length];
            in.readFully(answer);
            answers.add(answer);
        }
    }

    /** Writes it in the form in which it stands in the jar. */
    void write(OutputStream file) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(file))) {
            for (byte[] answer : answers) {
                out.writeInt(answer.length);
                out.write(answer);
            }
        }
    }
}
