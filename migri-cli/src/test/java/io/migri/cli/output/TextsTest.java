package io.migri.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.api.ConnectionConfig;
import io.migri.api.Secret;
import java.time.Duration;
import java.util.Map;
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

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ab,near \"ab\": a syntax error,near \"***\": a syntax error",
                "ab,table about ab,table about ab",
                "s,tests pass 0.5 s 's',tests pass 0.5 s 's'",
                "s,postgres://app:s@h/tests,postgres://app:***@h/tests",
                "s,host=h password=s user=s,host=h password=*** user=s",
                "initial,0001_initial is initial,0001_initial is ***",
                "x7$Kq,ax7$Kqb,a***b",
                "x7$Kq,postgres://a:x7%24Kq@h,postgres://a:***@h",
                "it's-me,'it''s-me' or 'it\\'s-me','***' or '***'",
                "x7$Kq,eDckS3E= 7837244b71 7837244B71,*** *** ***",
                "zoo,database zoo of zoo,database zoo of zoo",
            })
    void takesAPasswordOutWhereItIsMeant(String password, String text, String expected) {
        Redaction redaction = Redaction.of(
                ConnectionConfig.builder("zoo").password(Secret.of(password)).build());
        assertEquals(expected, redaction.clean(text));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "no file postgres://app:p@ss/w:rd@h:1/db?a=b: denied,no file postgres://app:***@h:1/db?a=b: denied",
                "jdbc:mysql://h/db?user=a&password=secret&x=y,jdbc:mysql://h/db?user=a&password=***&x=y",
                "trustStorePassword=abc; PASSWORD='a b',trustStorePassword=***; PASSWORD=***",
                "http://h:80/a@b and postgres://app@h/b,http://h:80/a@b and postgres://app@h/b",
                "SELECT password FROM a WHERE password = 'x',SELECT password FROM a WHERE password = 'x'",
            })
    void takesOutWhatATextCallsAPassword(String text, String expected) {
        assertEquals(expected, Redaction.NOTHING.clean(text));
    }

    /** Of the properties those count whose name says so. */
    @Test
    void takesSecretPropertiesOut() {
        Redaction redaction = Redaction.of(ConnectionConfig.builder("a")
                .properties(Map.of("sslpassword", "x7$Kq", "sslmode", "require"))
                .build());
        assertEquals("*** require", redaction.clean("x7$Kq require"));
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
