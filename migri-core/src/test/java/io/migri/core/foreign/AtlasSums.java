package io.migri.core.foreign;

import io.migri.api.Migration;
import io.migri.core.source.SortedMigrations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Writes {@code atlas.sum} as Atlas does: each hash is of all names and texts so far. */
final class AtlasSums {

    private AtlasSums() {}

    static String of(FilesInMemory files) {
        ByteArrayOutputStream soFar = new ByteArrayOutputStream();
        StringBuilder sums = new StringBuilder("h1:total=\n");
        try {
            for (Migration file : SortedMigrations.of(files)) {
                soFar.write(file.fileName().getBytes(StandardCharsets.UTF_8));
                soFar.write(file.content().open().readAllBytes());
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(soFar.toByteArray());
                sums.append(file.fileName())
                        .append(" h1:")
                        .append(Base64.getEncoder().encodeToString(hash))
                        .append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return sums.toString();
    }
}
