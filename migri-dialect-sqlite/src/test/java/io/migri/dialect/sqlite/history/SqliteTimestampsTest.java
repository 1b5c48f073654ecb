package io.migri.dialect.sqlite.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SqliteTimestampsTest {

    @Test
    void readsWhatProgramsWrite() {
        Map<String, String> dates = Map.ofEntries(
                Map.entry("2022-02-20 10:11:12.131415+00:00", "2022-02-20T10:11:12.131415Z"),
                Map.entry("2022-02-20 10:11:12+00:00", "2022-02-20T10:11:12Z"),
                Map.entry("2022-02-20 10:11:12", "2022-02-20T10:11:12Z"),
                Map.entry("2022-02-20 10:11:12.5", "2022-02-20T10:11:12.5Z"),
                Map.entry("2022-02-20T10:11:12.123456789Z", "2022-02-20T10:11:12.123456789Z"),
                Map.entry("2022-02-20 12:11:12 +0200", "2022-02-20T10:11:12Z"),
                Map.entry("2022-02-20 04:41:12-05:30", "2022-02-20T10:11:12Z"),
                Map.entry(" 2022-02-20 10:11 ", "2022-02-20T10:11:00Z"),
                Map.entry("2022-02-20", "2022-02-20T00:00:00Z"),
                Map.entry("1645351872", "2022-02-20T10:11:12Z"),
                Map.entry("1645351872131", "2022-02-20T10:11:12.131Z"),
                Map.entry("-1", "1969-12-31T23:59:59Z"));
        dates.forEach((text, instant) ->
                assertEquals(Optional.of(Instant.parse(instant)), SqliteTimestamps.parse(text), text));
    }

    @Test
    void knowsTheDaysOfEveryMonth() {
        LocalDate end = LocalDate.of(2401, 1, 1);
        for (LocalDate day = LocalDate.of(0, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            assertEquals(
                    Optional.of(Instant.ofEpochSecond(day.toEpochDay() * 86_400)),
                    SqliteTimestamps.parse(day.toString()),
                    day::toString);
        }
    }

    @Test
    void givesNothingForWhatItCannotRead() {
        for (String text : List.of(
                "",
                " ",
                "now",
                "2022-13-01",
                "2022-00-01",
                "2022-02-00",
                "2022-02-29",
                "1900-02-29",
                "2022-04-31",
                "2022-02-20 25:00:00",
                "2022-02-20 24:00:00",
                "2022-02-20 10:60:00",
                "2022-02-20 10:11:60",
                "20.02.2022 10:11",
                "2022-02-20 10:11:12.",
                "-",
                "2022-02-20 10:11:12,5",
                "2022-02-20x10:11:12",
                "99999999999999999999",
                "2459630.9",
                "2022-02-20 10:11:12+99:00")) {
            assertEquals(Optional.empty(), SqliteTimestamps.parse(text), text);
        }
        assertEquals(Optional.empty(), SqliteTimestamps.parse(null));
    }

    @Test
    void readsWhatItWrites() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(random.nextLong(0, 253_402_300_800L), random.nextInt(1_000_000) * 1000L);
            assertEquals(Optional.of(instant), SqliteTimestamps.parse(SqliteTimestamps.format(instant)));
        }
    }
}
