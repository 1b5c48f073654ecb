package io.migri.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.MigrationStatus;
import io.migri.api.text.Text;
import io.migri.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private static final List<MigrationStatus> STATUSES = List.of(
            new MigrationStatus(
                    "0001_\u5229\u7528\u8005",
                    MigrationStatus.State.APPLIED,
                    Optional.of(Instant.parse("2026-12-01T09:30:00Z")),
                    Optional.of(Duration.ofMillis(12)),
                    Optional.of("root"),
                    Optional.empty()),
            new MigrationStatus(
                    "0002_b",
                    MigrationStatus.State.LATE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Text.of("comes before 0003"))));

    @Test
    void leavesOutWhatMattersLeastOnANarrowTerminal() {
        assertEquals("""
                state    migration    applied at            took   by
                applied  0001_\u5229\u7528\u8005  2026-12-01T09:30:00Z  12 ms  root
                late     0002_b                                          comes before 0003
                """, table(80));
        assertEquals("""
                state    migration    applied at            took   by
                applied  0001_\u5229\u7528\u8005  2026-12-01T09:30:00Z  12 ms  root
                late     0002_b
                         comes before 0003
                """, table(68));
        assertEquals("""
                state    migration    applied at            took
                applied  0001_\u5229\u7528\u8005  2026-12-01T09:30:00Z  12 ms
                late     0002_b
                         comes before 0003
                """, table(50));
        assertEquals("""
                state    migration    applied at
                applied  0001_\u5229\u7528\u8005  2026-12-01T09:30:00Z
                late     0002_b
                         comes before 0003
                """, table(45));
        assertEquals("""
                state    migration
                applied  0001_\u5229\u7528\u8005
                late     0002_b
                         comes before 0003
                """, table(40));
        assertEquals("""
                state    migration
                applied  0001_\u5229\u7528\u8005
                late     0002_b
                         comes before
                         0003
                """, table(21));
    }

    private static String table(int width) {
        return new StatusTable(Style.PLAIN, ZoneOffset.UTC).aligned(STATUSES, width);
    }
}
