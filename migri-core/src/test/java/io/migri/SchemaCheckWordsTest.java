package io.migri;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaCheckWordsTest {

    @Test
    void namesInTheHistoryCannotForgeLinesOfALog() {
        SchemaCheck check = new SchemaCheck(List.of(), List.of(), List.of("0001\nINFO all is well\u001b[2K"));
        assertEquals("1 missing here (0001\\nINFO all is well\\u001b[2K)", check.describe());
    }
}
