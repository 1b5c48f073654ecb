package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void stringsAreEscaped() {
        assertEquals("\"a\\\"b\\\\c\\n\\t\\u0001\\u007f ü🥳\"", Json.text("a\"b\\c\n\t\u0001\u007f ü🥳"));
    }

    @Test
    void everyKindOfValueIsWritten() {
        assertEquals(
                "{\"a\":[1,true,null,\"x\",{}]}",
                Json.text(Map.of("a", List.of(1, true, Optional.empty(), Optional.of("x"), Map.of()))));
    }
}
