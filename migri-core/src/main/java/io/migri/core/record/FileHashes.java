package io.migri.core.record;

import io.migri.api.Migration;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The hashes of all files, computed on a thread of their own while the connection is being made. */
public final class FileHashes implements AutoCloseable {
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Hash hash = new Hash();
    private volatile boolean stopped;
    /** Null while nobody knows. */
    private volatile @Nullable Set<String> asked;

    private FileHashes() {}

    /** Those of no files. */
    public static FileHashes none() {
        FileHashes hashes = new FileHashes();
        hashes.ended.countDown();
        return hashes;
    }

    /** Begins at once. */
    public static FileHashes begin(List<Migration> migrations) {
        FileHashes hashes = new FileHashes();
        Thread thread = new Thread(() -> hashes.compute(migrations), "migri-hashes");
        thread.setDaemon(true);
        thread.start();
        return hashes;
    }

    /** That of one migration's file, waited for; empty where the file cannot be read. */
    public Optional<String> of(Migration migration) {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Set<String> names = asked;
        if (names != null && !names.contains(migration.name())) {
            // was applied by another run meanwhile
            return now(migration);
        }
        return Optional.ofNullable(hashes.get(migration.name()));
    }

    /** Hardly anybody is going to ask for those of others. */
    public void only(Set<String> names) {
        asked = names;
    }

    /** Nobody is going to ask any more. */
    @Override
    public void close() {
        stopped = true;
    }

    private static Optional<String> now(Migration migration) {
        try {
            return new Hash().of(migration.content().open(), () -> true);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private void compute(List<Migration> migrations) {
        try {
            for (Migration migration : migrations) {
                if (wanted(migration)) {
                    add(migration);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private boolean wanted(Migration migration) {
        Set<String> names = asked;
        return !stopped && (names == null || names.contains(migration.name()));
    }

    private void add(Migration migration) {
        try {
            Optional<String> found = hash.of(migration.content().open(), () -> wanted(migration));
            found.ifPresent(known -> hashes.put(migration.name(), known));
        } catch (IOException | RuntimeException e) {
            // whoever needs the file finds out that it cannot be read, and says so
        }
    }
}
