package io.migri.testkit.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DefaultSignalsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void knowsFromTheStatusOfAProcessWhatItIgnores() {
        assertFalse(DefaultSignals.ignoresOne("SigBlk:\t0000000000000007\nSigIgn:\t0000000180000000\n"));
        assertTrue(DefaultSignals.ignoresOne("SigIgn:\t0000000080000002\n"), "INT");
        assertTrue(DefaultSignals.ignoresOne("SigIgn:\tffffffff80000001\n"), "HUP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT"})
    void aProgramUnderTestGetsItsSignals(String signal) throws Exception {
        try (ChildProcess child =
                ChildProcess.start(new ProcessBuilder(List.of("sh", "-c", "echo ready; exec sleep 60")))) {
            child.awaitOutput("ready\n", LIMIT);
            child.signal(signal);
            assertEquals(signal.equals("INT") ? 130 : 129, child.result(LIMIT).exitCode());
        }
    }
}
