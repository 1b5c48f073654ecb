package io.migri.cli.arguments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.InProcess;
import io.migri.testkit.fault.ProcessResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageExceptionTest {

    /** It would pass for one of ours. */
    @Test
    void noLineOfAValueBeginsAtTheLeft() {
        ProcessResult refused =
                InProcess.run(Map.of("MIGRI_OUTPUT", "xml\n::add-mask::o"), List.of("status", "-n", "a.db"));
        assertEquals(2, refused.exitCode());
        String told = refused.errorText();
        assertTrue(told.endsWith("'xml\n       ::add-mask::o' is not one of 'text', 'json', 'ndjson'.\n"), told);
    }
}
