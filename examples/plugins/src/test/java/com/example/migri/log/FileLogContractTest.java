package com.example.migri.log;

import com.example.migri.h2.H2Fixture;
import io.migri.spi.AppliedLogProvider;
import io.migri.spi.DialectSession;
import io.migri.spi.history.AppliedLog;
import io.migri.spi.history.HistoryTable;
import io.migri.testkit.AppliedLogElsewhereContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class FileLogContractTest extends AppliedLogElsewhereContract {
    @TempDir
    private Path directory;

    FileLogContractTest() {
        super(new H2Fixture());
    }

    /** In a directory of the test's own. */
    @Override
    protected AppliedLogProvider provider() {
        return new AppliedLogProvider() {
            @Override
            public String name() {
                return new FileLogProvider().name();
            }

            @Override
            public AppliedLog open(DialectSession session, HistoryTable table) {
                return new FileLog(directory.resolve(table + ".log"));
            }
        };
    }
}
