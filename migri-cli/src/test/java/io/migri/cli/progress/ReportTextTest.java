package io.migri.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.report.StatementReport;
import io.migri.cli.output.Redaction;
import io.migri.cli.output.Style;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReportTextTest {

    @Test
    void aStatementIsCutWhereTheScreenEnds() {
        String shown = text("SELECT '" + "\u6ce8\u6587".repeat(40) + "'");
        assertEquals("  line 1  INSERT INTO orders VALUES…  12 ms\n", text("INSERT INTO orders VALUES (1), (2)"));
        assertEquals(1, shown.lines().count());
        assertEquals("  line 1  SELECT '" + "\u6ce8\u6587".repeat(4) + "…  12 ms\n", shown);
    }

    private static String text(String statement) {
        return new ReportText(Style.PLAIN, Redaction.of(List.of()), 60, true)
                .statements(List.of(new StatementReport(
                        "0001_a",
                        "0001_a.sql",
                        1,
                        statement,
                        Duration.ofMillis(12),
                        OptionalLong.empty(),
                        List.of(),
                        true)));
    }
}
