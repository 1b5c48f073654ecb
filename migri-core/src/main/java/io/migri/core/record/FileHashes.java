package io.migri.core.record;

import io.migri.api.Migration;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The hashes of all files, computed on a thread of their own while the connection is being made. */
public final class FileHashes implements AutoCloseable {
    private final Map<String, String> hashes = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stopped;

    private FileHashes() {}

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
        return Optional.ofNullable(hashes.get(migration.name()));
    }

    /** Nobody is going to ask any more. */
    @Override
    public void close() {
        stopped = true;
    }

    private void compute(List<Migration> migrations) {
        try {
            for (Migration migration : migrations) {
                if (!stopped) {
                    add(migration);
                }
            }
        } finally {
            ended.countDown();
        }
    }

    private void add(Migration migration) {
        try {
            hashes.put(migration.name(), Hash.of(migration.content().open(), OutputStream.nullOutputStream()));
        } catch (IOException | RuntimeException e) {
            // whoever needs the file finds out that it cannot be read, and says so
        }
    }
}
