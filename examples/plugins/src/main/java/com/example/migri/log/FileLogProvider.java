package com.example.migri.log;

import io.migri.spi.AppliedLogProvider;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import java.nio.file.Path;

/** Keeps the history in a file of the working directory: {@code applied_migration.log}. */
public final class FileLogProvider implements AppliedLogProvider {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public AppliedLog open(DialectSession session, HistoryTable table) {
        return new FileLog(Path.of(table + ".log"));
    }
}
