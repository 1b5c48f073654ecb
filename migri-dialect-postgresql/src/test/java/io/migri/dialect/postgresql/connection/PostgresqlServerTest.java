package io.migri.dialect.postgresql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.examination.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server says of itself, and what Migri makes of it. */
final class PostgresqlServerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PostgreSQL 18.6 on x86_64-pc-linux-gnu                       | 18.6             | OK      | PostgreSQL 18.6; Migri works with PostgreSQL 12 to 18
            PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64          | 15.18 (Debian 15.18-0+deb12u1) | OK | PostgreSQL 15.18; Migri works with PostgreSQL 12 to 18
            PostgreSQL 12.22 on x86_64                                   | 12.22            | OK      | PostgreSQL 12.22; Migri works with PostgreSQL 12 to 18
            PostgreSQL 11.22 on x86_64                                   | 11.22            | PROBLEM | the server is PostgreSQL 11.22, and the oldest that Migri works with is PostgreSQL 12
            PostgreSQL 9.6.24 on x86_64                                  | 9.6.24           | PROBLEM | the server is PostgreSQL 9.6.24, and the oldest that Migri works with is PostgreSQL 12
            PostgreSQL 19beta1 on x86_64                                 | 19beta1          | WARNING | the server is PostgreSQL 19beta1; the newest that Migri was tested with is PostgreSQL 18
            PostgreSQL 20.1 on x86_64                                    | 20.1             | WARNING | the server is PostgreSQL 20.1; the newest that Migri was tested with is PostgreSQL 18
            PostgreSQL 11.2-YB-2.18.0.0-b0 on x86_64                     | 11.2-YB-2.18.0.0-b0 | PROBLEM | the server is YugabyteDB, which goes by PostgreSQL 11.2-YB-2.18.0.0-b0, and the oldest that Migri works with is PostgreSQL 12
            PostgreSQL 15.2-YB-2025.1.0.0-b168 on x86_64                 | 15.2-YB-2025.1.0.0-b168 | WARNING | the server is YugabyteDB, which goes by PostgreSQL 15.2-YB-2025.1.0.0-b168; Migri is tested with PostgreSQL itself
            CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu)               | 13.0.0           | WARNING | the server is CockroachDB, which goes by PostgreSQL 13.0.0; Migri is tested with PostgreSQL itself
            PostgreSQL 9.4.24 (Greenplum Database 6.20.0 build) on x86   | 9.4.24           | PROBLEM | the server is Greenplum, which goes by PostgreSQL 9.4.24, and the oldest that Migri works with is PostgreSQL 12
            PostgreSQL 14.6 on aarch64                                   | ''               | OK      | PostgreSQL 14.6; Migri works with PostgreSQL 12 to 18
            Something 7                                                  | unknown          | WARNING | the version of the server cannot be read from "Something 7"
            """)
    void isJudgedByTheVersionThatItGives(String described, String number, Finding.State state, String text) {
        Finding finding = new PostgresqlServer(described, number).support().get(0);
        assertEquals(text, finding.text().toString());
        assertEquals(state, finding.state());
    }
}
