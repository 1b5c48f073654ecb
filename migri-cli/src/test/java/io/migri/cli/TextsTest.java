package io.migri.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @CsvSource({"500ms,500", "60s,60000", "2m,120000", "1h,3600000", "7,7000", "0,0", "0s,0"})
    void readsDurations(String text, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), Durations.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1", "1.5s", "1 s", "1d", "9999999999999999999", "999999h", "60sec"})
    void refusesWhatIsNotADuration(String text) {
        assertEquals(Optional.empty(), Durations.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"12,12 ms", "999,999 ms", "1250,1.2 s", "59999,59.9 s", "125000,2 min 5 s"})
    void writesDurations(long millis, String text) {
        assertEquals(text, Durations.text(Duration.ofMillis(millis)));
    }

    @Test
    void takesThePasswordOutOfForeignTexts() {
        assertEquals("url?password=***&x", redaction("s3cret!").clean("url?password=s3cret!&x"));
        assertEquals("url?password=***&x", redaction("s3cret!").clean("url?password=s3cret%21&x"));
        assertEquals("'***' and ***x", redaction("pässwort").clean("'pässwort' and pässwortx"));
    }

    @Test
    void takesSeveralPasswordsOutTheLongestFirst() {
        Redaction both = redaction("secret")
                .and(Optional.of(ConnectionConfig.builder("b")
                        .password(Secret.of("secret-2"))
                        .build()));
        assertEquals("*** and ***", both.clean("secret-2 and secret"));
    }

    @Test
    void takesAShortPasswordOutWhereItStandsAlone() {
        assertEquals("near \"***\": a syntax error", redaction("ab").clean("near \"ab\": a syntax error"));
        assertEquals("table", redaction("ab").clean("table"));
    }

    @Test
    void withoutAPasswordTextsStayAsTheyAre() {
        assertEquals("text", Redaction.of(ConnectionConfig.of("a")).clean("text"));
    }

    private static Redaction redaction(String password) {
        return Redaction.of(
                ConnectionConfig.builder("a").password(Secret.of(password)).build());
    }
}
