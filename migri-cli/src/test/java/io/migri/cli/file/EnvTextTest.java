package io.migri.cli.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvTextTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("HOST", "db", "EMPTY", "");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', textBlock = """
            A=b, b
            A = b , b
            export A=b, b
            A=, ~~
            A='b c', b c
            A='b # c', b # c
            A='b\\nc', b\\nc
            A='${HOST}', ${HOST}
            A="b c" # d, b c
            A="b\\"c\\\\d\\$e", b"c\\d$e
            A="x\\ty", ~x	y~
            A=b # c, b
            A=b#c, b#c
            A=#c, ~~
            A=p$w$, p$w$
            A=${HOST}:1, db:1
            A="${HOST}", db
            A=${NONE:-x}, x
            A=${EMPTY:-x}, x
            A=${NONE}, ~~
            A=b=c, b=c
            A=it's, it's
            """)
    void readsAValue(String line, String value) {
        assertEquals(Optional.of(value), read(line).get("A").value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "A b",
                "A: b",
                "A=\"b",
                "A='b",
                "A='b'c",
                "A=\"b\" c",
                "A=${HOST",
                "A=${HO ST}",
                "A=\"${HOST\""
            })
    void aLineThatIsNotUnderstoodIsNotedWithItsNameAndSpoilsNoOther(String line) {
        Map<String, EnvText.Entry> read = read("X=1\n" + line + "\nB=c\n");
        assertEquals(Optional.empty(), read.get("A").value());
        assertEquals(2, read.get("A").line());
        assertEquals(Optional.of("c"), read.get("B").value());
        assertEquals(3, read.get("B").line());
    }

    @Test
    void aQuotedValueMayHaveSeveralLines() {
        Map<String, EnvText.Entry> read = read("A='a\nb'\r\nB=\"c\nd\"\r\n\n# no\nC=e\n");
        assertEquals(Optional.of("a\nb"), read.get("A").value());
        assertEquals(Optional.of("c\nd"), read.get("B").value());
        assertEquals(3, read.get("B").line());
        assertEquals(Optional.of("e"), read.get("C").value());
        assertEquals(7, read.get("C").line());
    }

    @Test
    void theLastLineThatSetsANameCountsAndMayUseEarlierOnes() {
        Map<String, EnvText.Entry> read = read("A=1\nA=2\nB=${A}3\n? ! nonsense\nHOST=other\nC=${HOST}");
        assertEquals(Optional.of("23"), read.get("B").value());
        assertEquals(Optional.of("db"), read.get("C").value(), "the environment wins");
    }

    @Test
    void theTextFormHoldsNothing() {
        assertFalse(read("A=secret").toString().contains("secret"));
    }

    private static Map<String, EnvText.Entry> read(String text) {
        return EnvText.read(text, ENVIRONMENT);
    }
}
