package io.migri.dialect.mysql.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.migri.spi.examination.Finding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code version()} returns, and what Migri makes of it. */
final class MySqlSupportTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9.7.4-2                              | OK      | MySQL 9.7.4; Migri works with MySQL 8.0 to 9.7
            8.0.11                               | OK      | MySQL 8.0.11; Migri works with MySQL 8.0 to 9.7
            8.4.5-commercial                     | OK      | MySQL 8.4.5; Migri works with MySQL 8.0 to 9.7
            8.0.36-28.1                          | OK      | MySQL 8.0.36; Migri works with MySQL 8.0 to 9.7
            8.0.35-0ubuntu0.22.04.1              | OK      | MySQL 8.0.35; Migri works with MySQL 8.0 to 9.7
            5.7.44-log                           | PROBLEM | the server is MySQL 5.7.44, and the oldest that Migri works with is MySQL 8.0
            10.0.1                               | WARNING | the server is MySQL 10.0.1; the newest that Migri was tested with is MySQL 9.7
            10.5.23-MariaDB-0+deb11u1            | OK      | MariaDB 10.5.23; Migri works with MariaDB 10.5 to 11.8
            5.5.5-10.11.18-MariaDB-0+deb12u1     | OK      | MariaDB 10.11.18; Migri works with MariaDB 10.5 to 11.8
            11.8.6-MariaDB-0+deb13u1 from Debian | OK      | MariaDB 11.8.6; Migri works with MariaDB 10.5 to 11.8
            10.4.34-MariaDB-log                  | PROBLEM | the server is MariaDB 10.4.34, and the oldest that Migri works with is MariaDB 10.5
            5.5.5-10.3.39-MariaDB-log            | PROBLEM | the server is MariaDB 10.3.39, and the oldest that Migri works with is MariaDB 10.5
            12.1.2-MariaDB                       | WARNING | the server is MariaDB 12.1.2; the newest that Migri was tested with is MariaDB 11.8
            8.0.11-TiDB-v7.5.0                   | WARNING | the server is 8.0.11-TiDB-v7.5.0, which goes by MySQL 8.0.11; Migri is tested with MySQL itself
            5.7.25-TiDB-v6.1.0                   | PROBLEM | the server is 5.7.25-TiDB-v6.1.0, which goes by MySQL 5.7.25, and the oldest that Migri works with is MySQL 8.0
            8.0.30-Vitess                        | WARNING | the server is 8.0.30-Vitess, which goes by MySQL 8.0.30; Migri is tested with MySQL itself
            8.0.mysql_aurora.3.04.0              | WARNING | the server is 8.0.mysql_aurora.3.04.0, which goes by MySQL 8.0; Migri is tested with MySQL itself
            5.7.mysql_aurora.2.11.3              | PROBLEM | the server is 5.7.mysql_aurora.2.11.3, which goes by MySQL 5.7, and the oldest that Migri works with is MySQL 8.0
            unknown                              | WARNING | the version of the server cannot be read from "unknown"
            """)
    void isJudgedByTheVersionThatItGives(String version, Finding.State state, String text) {
        Finding finding = MySqlSupport.of(MySqlServer.of(version)).get(0);
        assertEquals(text, finding.text().toString());
        assertEquals(state, finding.state());
    }
}
