package io.migri.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.Migration;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FileHashesTest {

    @Test
    void areThoseOfEachFilesBytes() throws Exception {
        Migration first = migration("0001", "select 1");
        Migration second = migration("0002", "x".repeat(100_000));
        Migration missing = new Migration("0003", "sql", "0003.sql", () -> {
            throw new FileNotFoundException("0003.sql");
        });

        try (FileHashes hashes = FileHashes.begin(List.of(first, second, missing))) {
            assertEquals(Optional.of(sha256("select 1")), hashes.of(first));
            assertEquals(Optional.of(sha256("x".repeat(100_000))), hashes.of(second));
            assertEquals(Optional.empty(), hashes.of(missing));
        }
    }

    @Test
    void thoseThatNobodyAsksForAreNotRead() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger opened = new AtomicInteger();
        Migration applied = new Migration("0001", "sql", "0001.sql", () -> {
            await(told);
            return new ByteArrayInputStream(new byte[0]);
        });
        Migration pending = new Migration("0002", "sql", "0002.sql", () -> {
            opened.incrementAndGet();
            return new ByteArrayInputStream("select 2".getBytes(StandardCharsets.UTF_8));
        });

        try (FileHashes hashes = FileHashes.begin(List.of(applied, pending))) {
            hashes.only(Set.of("0001"));
            told.countDown();
            assertEquals(Optional.of(sha256("")), hashes.of(applied));

            assertEquals(0, opened.get());
            // another run may have been quicker, so that it is compared after all
            assertEquals(Optional.of(sha256("select 2")), hashes.of(pending));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Migration migration(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Migration(name, "sql", name + ".sql", () -> new ByteArrayInputStream(bytes));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
