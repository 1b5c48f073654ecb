package io.migri.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.migri.cli.output.Style;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {

    @Test
    void aDifferenceThatNobodyCanReadIsNotLookedFor() {
        String before = IntStream.range(0, 20_000).mapToObj(i -> "a" + i + "\n").collect(Collectors.joining());
        String text = new TextDiff(Style.PLAIN).of("0001", before, before.replace("a", "b"));
        assertEquals(
                "More than 2000 lines differ, which are not shown: 20000 lines were recorded, and 20000 are there"
                        + " now.\n",
                text);
        assertTrue(new TextDiff(Style.PLAIN)
                .of("0001", before, before.replace("a77\n", ""))
                .contains("\n-a77\n"));
    }
}
