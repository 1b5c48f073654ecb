package io.migri.cli.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTest {
    private static final Instant NOW = Instant.parse("2026-11-30T18:45:01.250Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "0001_a | 0002_",
                "0001_a;0002_b | 0003_",
                "0001_a;0007_b | 0008_",
                "0009_a | 0010_",
                "0999_a;1000_b | 1001_",
                "9999_a | 10000_",
                "001-a | 002-",
                "01. a | 02. ",
                "1_a | 2_",
                "1_a;10_b;2_c | 11_",
                "0001 | 0002_",
                "0010_a;0020_b | 0030_",
                "0010_a | 0011_",
                "0010_a;0025_b | 0026_",
                "100_a;200_b | 300_",
                "V1__a;V2__b | V3__",
                "m0001_a | m0002_",
                "0001_a;init | 0002_",
                "0001_a;20260101000000_b | 20261130184501_",
                "20260101000000_a | 20261130184501_",
                "20261130184501_a | 20261130184502_",
                "20261231235959_a | 20270101000000_",
                "20260101_000000_a | 20261130_184501_",
                "20260101-000000-a | 20261130-184501-",
                "20260101T000000_a | 20261130T184501_",
                "2026_01_01_000000_a | 2026_11_30_184501_",
                "2026-01-01-000000_a | 2026-11-30-184501_",
                "202601010000_a | 202611301845_",
                "20260101000000000_a | 20261130184501250_",
                "20260101_a | 20261130_",
                "20261130_a | 20261130_",
                "20270101_a | 20270101_",
                "2026-01-01-a | 2026-11-30-",
                "1732991101_a | 1796064301_",
                "1732991101000-a | 1796064301250-",
                "20261301_a | 20261302_",
                "init | 0001_",
                "1.2_a | 0001_",
                "2fa | 0001_",
                "add_2_columns | 0001_",
                "123456789012345678901234567890_a | 0001_",
            })
    void theNextNumberIsWrittenAsThoseThatAreThere(String there, String next) {
        assertEquals(
                next.strip(), Numbering.of(List.of(there.split(";"))).next(NOW).strip());
    }

    @Test
    void anEmptyDirectoryBeginsWithOne() {
        assertEquals("0001_", Numbering.of(List.of()).next(NOW));
    }

    @ParameterizedTest
    @CsvSource({"0001_a, 0005_b", "0001_a, 0005", "1_a, 12_b", "20260101000000_a, 20270101000000_b", "V1__a, V9__b"})
    void aNumberIsGivenWhereItIsWrittenAsThoseThatAreThere(String there, String name) {
        assertEquals(Label.of(name), Numbering.of(List.of(there)).given(name));
    }

    @ParameterizedTest
    @CsvSource({"001_a, 2026_report", "0001_a, 0005-b", "0001_a, V5_b", "20260101000000_a, 0005_b", "0001_a, 2fa"})
    void otherDigitsAreAPartOfTheName(String there, String name) {
        assertEquals(Optional.empty(), Numbering.of(List.of(there)).given(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0007_a", "20260101000000_a"})
    void anyNumberIsGivenWhereNoneIsThere(String name) {
        assertEquals(Label.of(name), Numbering.of(List.of("init")).given(name));
    }
}
