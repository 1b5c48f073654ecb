package io.migri.cli.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static final String SECRET = "Geheim4711";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://app:pw@db.example.org:5433/shop | postgresql host=db.example.org port=5433 database=shop user=app password=pw
            postgres://db/shop                           | postgresql host=db database=shop
            PostgreSQL://db/shop                         | postgresql host=db database=shop
            postgresql+asyncpg://app@db/shop             | postgresql host=db database=shop user=app
            postgresql+psycopg2://db/shop                | postgresql host=db database=shop
            postgresql://app%40corp:p%3A%2F%40@db/a%20b  | postgresql host=db database=a b user=app@corp password=p:/@
            postgresql://app:a@b@db/shop                 | postgresql host=db database=shop user=app password=a@b
            postgresql://app:a+b:c@db/shop               | postgresql host=db database=shop user=app password=a+b:c
            postgresql://[2001:db8::1]:5433/shop         | postgresql host=2001:db8::1 port=5433 database=shop
            postgresql://app@[::1]/shop                  | postgresql host=::1 database=shop user=app
            postgresql://[fe80::1%25eth0]/shop           | postgresql host=fe80::1%eth0 database=shop
            postgresql://a,b:5433/shop                   | postgresql host=a,b port=5432,5433 database=shop
            postgresql://a:6000,b:6000/shop              | postgresql host=a,b port=6000 database=shop
            postgresql://%2Fvar%2Frun%2Fpostgresql/shop  | postgresql host=/var/run/postgresql database=shop
            postgresql:///shop?host=/tmp&port=5433       | postgresql host=/tmp port=5433 database=shop
            postgresql://db                              | postgresql host=db
            postgresql://db?user=me@srv&password=a%26b   | postgresql host=db user=me@srv password=a&b
            postgresql://?service=prod                   | postgresql service=prod
            postgresql://db/shop?schema=app              | postgresql host=db database=shop schema=app
            jdbc:postgresql://db:5433/shop?user=a&ssl=true | postgresql host=db port=5433 database=shop user=a ssl=true
            jdbc:postgresql:shop                         | postgresql database=shop
            jdbc:postgresql:/                            | postgresql
            jdbc:postgresql://a:1,b:2/shop?targetServerType=primary | postgresql host=a,b port=1,2 database=shop targetServerType=primary
            mysql://app:pw@db:3307/shop                  | mysql host=db port=3307 database=shop user=app password=pw
            mariadb://db/shop                            | mysql host=db database=shop
            mysql+pymysql://db/shop?charset=utf8mb4      | mysql host=db database=shop
            mysql2://db/shop?pool=5                      | mysql host=db database=shop
            mysql://app@localhost/shop?socket=/run/mysqld/mysqld.sock | mysql host=/run/mysqld/mysqld.sock database=shop user=app
            jdbc:mysql://db:3306/shop?useSSL=false&connectTimeout=500 | mysql host=db port=3306 database=shop connectTimeout=500 useSSL=false
            jdbc:mariadb://db/shop?user=a&sslMode=verify-full | mysql host=db database=shop user=a sslMode=VERIFY_IDENTITY
            sqlite:app.db                                | sqlite database=app.db
            sqlite3:./data/app.db                        | sqlite database=./data/app.db
            sqlite:/srv/app.db                           | sqlite database=/srv/app.db
            sqlite://app.db                              | sqlite database=app.db
            sqlite:////srv/app.db                        | sqlite database=/srv/app.db
            sqlite+aiosqlite:///app.db                   | sqlite database=app.db
            sqlite:a%20b.db?_fk=1&cache=shared           | sqlite database=a b.db foreign_keys=1
            jdbc:sqlite:a%20b.db?busy_timeout=5          | sqlite database=a%20b.db busy_timeout=5
            h2://db/shop?MODE=x&user=a                   | h2 host=db database=shop user=a MODE=x
            """)
    void saysWhereADatabaseIs(String url, String expected) {
        assertEquals(expected, text(DatabaseUrl.parse(url)));
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=verify-full, sslmode=verify-full",
        "ssl=require, sslmode=require",
        "ssl=true, sslmode=require",
        "ssl=no-verify, sslmode=require",
        "requiressl=1, sslmode=require",
        "sslrootcert=/ca.pem, sslrootcert=/ca.pem",
        "sslrootcert=system, sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory",
        "sslcert=/c.pem, sslcert=/c.pem",
        "sslkey=/k.pem, sslkey=/k.pem",
        "sslnegotiation=direct, sslNegotiation=direct",
        "sslaccept=strict, sslmode=verify-full",
        "application_name=x, ApplicationName=x",
        "connect_timeout=10, loginTimeout=10",
        "connect_timeout=-1, loginTimeout=0",
        "keepalives=0, tcpKeepAlive=false",
        "options=-c%20lock_timeout%3D1s, options=-c lock_timeout=1s",
        "search_path=app, currentSchema=app",
        "channel_binding=require, channelBinding=require",
        "require_auth=scram-sha-256, requireAuth=scram-sha-256",
        "gssencmode=disable, gssEncMode=disable",
        "krbsrvname=x, kerberosServerName=x",
        "target_session_attrs=read-write, targetServerType=primary",
        "target_session_attrs=prefer-standby, targetServerType=preferSecondary",
        "load_balance_hosts=random, loadBalanceHosts=true",
        "ApplicationName=x, ApplicationName=x",
        "client_encoding=UTF8, ''",
        "keepalives_idle=5, ''",
        "ssl_min_protocol_version=TLSv1.2, ''",
        "sslsni=1, ''",
        "connection_limit=5, ''",
        "pgbouncer=true, ''"
    })
    void parametersOfLibpqBecomePropertiesOfTheDriver(String parameter, String property) {
        assertEquals(
                ("postgresql host=db database=shop " + property).strip(),
                text(DatabaseUrl.parse("postgresql://db/shop?" + parameter)));
    }

    @ParameterizedTest
    @CsvSource({
        "ssl-mode=REQUIRED, sslMode=REQUIRED",
        "ssl_mode=verify_ca, sslMode=VERIFY_CA",
        "sslmode=require, sslMode=REQUIRED",
        "ssl=true, sslMode=REQUIRED",
        "ssl=0, sslMode=DISABLED",
        "ssl=VERIFY_CA, sslMode=VERIFY_CA",
        "ssl-verify-server-cert=1, sslMode=VERIFY_IDENTITY",
        "ssl_verify_server_cert=1&ssl=1, sslMode=VERIFY_IDENTITY",
        "ssl=1&ssl-verify-server-cert=1, sslMode=VERIFY_IDENTITY",
        "ssl-ca=/ca.pem, ssl-ca=/ca.pem",
        "ssl_ca=/ca.pem&ssl_cert=c&ssl_key=k, ssl-ca=/ca.pem ssl-cert=c ssl-key=k",
        "ssl-ca=a&ssl-mode=REQUIRED, ssl-ca=a sslMode=REQUIRED",
        "ssl-mode=REQUIRED&ssl-ca=a, ssl-ca=a sslMode=REQUIRED",
        "ssl=1&ssl-mode=REQUIRED&ssl-ca=a, ssl-ca=a sslMode=REQUIRED",
        "ssl-ca=a&ssl-mode=VERIFY_IDENTITY, ssl-ca=a sslMode=VERIFY_IDENTITY",
        "ssl-ca=a&ssl=1, ssl-ca=a sslMode=VERIFY_CA",
        "ssl=1&ssl-ca=a, ssl-ca=a sslMode=VERIFY_CA",
        "ssl=1&ssl-verify-server-cert=1&ssl-ca=a, ssl-ca=a sslMode=VERIFY_IDENTITY",
        "ssl-ca=a&ssl-verify-server-cert=1&ssl=1, ssl-ca=a sslMode=VERIFY_IDENTITY",
        "sslcert=a&sslaccept=strict, ssl-ca=a sslMode=VERIFY_IDENTITY",
        "serverSslCert=a, ssl-ca=a",
        "sslidentity=/a.p12&sslpassword=x, clientCertificateKeyStorePassword=x clientCertificateKeyStoreType=PKCS12"
                + " clientCertificateKeyStoreUrl=file:///a.p12",
        "tls=skip-verify, sslMode=REQUIRED",
        "tls=true, sslMode=VERIFY_IDENTITY",
        "tls=false, sslMode=DISABLED",
        "sslaccept=strict, sslMode=VERIFY_IDENTITY",
        "connect_timeout=10, connectTimeout=10000",
        "tls-version=TLSv1.3, tlsVersions=TLSv1.3",
        "compression=true, useCompression=true",
        "local_infile=1, allowLoadLocalInfile=true",
        "get-server-public-key=1, allowPublicKeyRetrieval=true",
        "server-public-key-path=/k, serverRSAPublicKeyFile=/k",
        "collation=utf8mb4_bin, connectionCollation=utf8mb4_bin",
        "sessionVariables=x%3D1, sessionVariables=x=1",
        "parseTime=true, ''",
        "charset=utf8mb4, ''",
        "pool_recycle=5, ''"
    })
    void parametersOfMysqlsClientsBecomePropertiesOfTheDriver(String parameter, String property) {
        assertEquals(
                ("mysql host=db database=shop " + property).strip(),
                text(DatabaseUrl.parse("mysql://db/shop?" + parameter)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://db/shop?sslcrl=/x             | the parameter sslcrl asks for what PostgreSQL's JDBC driver cannot do
            postgresql://db/shop?requirepeer=x         | the parameter requirepeer asks for what
            postgresql://db/shop?ssl_min_protocol_version=TLSv1.3 | the parameter ssl_min_protocol_version asks for
            postgresql://db/shop?sslmode=yes           | the parameter sslmode has to be one of disable
            postgresql://db/shop?client_encoding=LATIN1 | Migri's scripts are in UTF-8
            postgresql://db/shop?hostaddr=10.0.0.1     | hostaddr stands beside a host
            postgresql://db/shop?x                     | NAME=VALUE has to follow the question mark
            postgresql:/db/shop                        | // has to follow the first colon
            postgresql://db:x/shop                     | the port is not a number from 1 to 65535
            postgresql://db:70000/shop                 | the port is not a number from 1 to 65535
            postgresql://[::1/shop                     | square brackets do not hold an IPv6 address
            postgresql://db/shop#x                     | a # has to be written as %23
            postgresql://a%zz@db/shop                  | in the user a percent sign is not followed by two
            postgresql://a%ff@db/shop                  | what is percent-encoded in the user is not UTF-8
            postgresql://db/a%00b                      | holds %00
            postgresql://db /shop                      | it holds a blank
            mysql://a,b/shop                           | several hosts are named
            mysql://(host=a)/shop                      | hosts in parentheses are not understood
            mysqlx://db/shop                           | mysqlx is MySQL's X protocol
            mysql+srv://db/shop                        | hosts that DNS names (+srv) are not understood
            jdbc:mysql:loadbalance://a,b/shop          | // has to follow the first colon
            mysql://db/shop?ssl-capath=/ca             | the parameter ssl-capath asks for what MySQL's JDBC driver cannot do
            mysql://db/shop?ssl={"rejectUnauthorized":true} | the parameter ssl has to be one of disabled, preferred
            mysql://db/shop?ssl-cipher=x               | the parameter ssl-cipher asks for what MySQL's JDBC driver cannot do
            sqlite:                                    | it names no file
            sqlite:a.db?mode=ro                        | the parameter mode has to be rw or rwc
            sqlite:///no_such_file.db                  | sqlite:///FILE is read in two ways, and neither file is there
            shop                                       | its first word does not name a kind of database
            //db/shop                                  | its first word does not name a kind of database
            """)
    void whatCannotBeHonouredIsRefused(String url, String reason) {
        String message =
                assertThrows(UrlException.class, () -> DatabaseUrl.parse(url)).getMessage();
        assertTrue(message.contains(reason), message);
    }

    /** Each puts the password where some part of the URL is read, or is not. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://app:SECRET/x@db/shop",
                "postgresql://app:SECRET?x@db/shop",
                "postgresql://app:SECRET#x@db/shop",
                "postgresql://app:SECRET%x@db/shop",
                "postgresql://app:SECRET%ff@db/shop",
                "postgresql://app:12?SECRET@db/shop",
                "postgresql://app:12/SECRET@db/shop",
                "postgresql://app:x/SECRET=@db/shop",
                "postgresql://app:1?SECRET=2@db:x/shop",
                "postgresql://app:x/?SECRET&@db/shop",
                "postgresql://app@db:SECRET/shop",
                "postgresql://app:[SECRET@db/shop?x",
                "postgresql:/app:SECRET@db/shop",
                "postgresql//app:SECRET@db/shop",
                "app:SECRET@db/shop",
                "SECRET",
                "mysql://app:SECRET@db1,db2/shop",
                "mysql://app:SECRET@(db)/shop",
                "sqlite:///SECRET",
                "postgresql://db/shop?password=SECRET&sslmode=SECRET",
                "postgresql://db/shop?%20SECRET=1",
                "postgresql://app:SECRET @db/shop"
            })
    void noMessageHoldsAPassword(String form) {
        String url = form.replace("SECRET", SECRET);
        String message =
                assertThrows(UrlException.class, () -> DatabaseUrl.parse(url)).getMessage();
        assertFalse(message.contains(SECRET), message);
        assertFalse(message.contains(SECRET.substring(0, 6)), message);
    }

    @Test
    void theTextFormHoldsNothing() {
        assertEquals(
                "Parts[DIALECT, HOST, DATABASE, USER, PASSWORD]",
                DatabaseUrl.parse("mysql://a:" + SECRET + "@db/shop").toString());
    }

    @Test
    void whatMakesNoDifferenceIsNoted() {
        assertEquals(
                "[pool_timeout]",
                DatabaseUrl.parse("postgresql://db/shop?pool_timeout=1")
                        .ignored()
                        .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, postgresql",
        "PostgreSQL, postgresql",
        "pg, postgresql",
        "MariaDB, mysql",
        "MySQL, mysql",
        "sqlite3, sqlite",
        "SQLite, sqlite",
        "oracle, oracle"
    })
    void dialectsHaveSeveralNames(String name, String id) {
        assertEquals(id, DialectNames.id(name));
    }

    private static String text(Parts parts) {
        StringBuilder text = new StringBuilder(parts.get(Part.DIALECT).orElse(""));
        for (Part part : Part.values()) {
            if (part != Part.DIALECT) {
                parts.get(part)
                        .ifPresent(value ->
                                text.append(' ').append(part.word()).append('=').append(value));
            }
        }
        Map<String, String> properties = new TreeMap<>(parts.properties());
        return text
                + properties.entrySet().stream()
                        .map(property -> " " + property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining());
    }
}
