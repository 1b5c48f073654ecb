package io.migri.application;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.migri.testkit.server.Database;
import io.migri.testkit.server.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** The pools that applications use, each with one connection, which all who ask have to share. */
enum Pool {
    HIKARI {
        @Override
        DataSource open(Database database, Habits habits) {
            HikariConfig config = new HikariConfig();
            config.setJdbcUrl(database.jdbcUrl());
            config.setUsername(user(database));
            config.setPassword(database.password());
            config.setMaximumPoolSize(1);
            config.setMinimumIdle(1);
            config.setConnectionTimeout(PATIENCE.toMillis());
            config.setAutoCommit(habits.autoCommit());
            config.setReadOnly(habits.readOnly());
            if (habits.serializable()) {
                config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
            }
            config.setConnectionInitSql(habits.first());
            config.setLeakDetectionThreshold(LEAK.toMillis());
            return new HikariDataSource(config);
        }
    },
    DBCP {
        @Override
        DataSource open(Database database, Habits habits) {
            BasicDataSource pool = new BasicDataSource();
            pool.setUrl(database.jdbcUrl());
            pool.setUsername(user(database));
            pool.setPassword(database.password());
            pool.setMaxTotal(1);
            pool.setMaxIdle(1);
            pool.setDefaultAutoCommit(habits.autoCommit());
            pool.setDefaultReadOnly(habits.readOnly() ? Boolean.TRUE : null);
            if (habits.serializable()) {
                pool.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }
            if (habits.first() != null) {
                pool.setConnectionInitSqls(java.util.List.of(habits.first()));
            }
            pool.setLogAbandoned(true);
            pool.setRemoveAbandonedOnBorrow(true);
            return pool; // whoever asks for a second connection waits for ever, which is its default
        }
    },
    TOMCAT {
        @Override
        DataSource open(Database database, Habits habits) {
            PoolProperties config = new PoolProperties();
            config.setUrl(database.jdbcUrl());
            config.setUsername(user(database));
            config.setPassword(database.password());
            config.setMaxActive(1);
            config.setMaxIdle(1);
            config.setInitialSize(1);
            config.setMinIdle(1);
            config.setMaxWait((int) PATIENCE.toMillis());
            config.setDefaultAutoCommit(habits.autoCommit());
            config.setDefaultReadOnly(habits.readOnly() ? Boolean.TRUE : null);
            if (habits.serializable()) {
                config.setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            }
            config.setInitSQL(habits.first());
            config.setSuspectTimeout((int) LEAK.toSeconds());
            config.setLogAbandoned(true);
            config.setJdbcInterceptors("ConnectionState");
            return new org.apache.tomcat.jdbc.pool.DataSource(config);
        }
    },
    AGROAL {
        @Override
        DataSource open(Database database, Habits habits) throws SQLException {
            AgroalDataSourceConfigurationSupplier config = new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(1)
                            .minSize(1)
                            .initialSize(1)
                            .acquisitionTimeout(PATIENCE)
                            .leakTimeout(LEAK)
                            .connectionFactoryConfiguration(factory -> {
                                factory.jdbcUrl(database.jdbcUrl())
                                        .autoCommit(habits.autoCommit())
                                        .readOnly(habits.readOnly())
                                        .initialSql(habits.first() == null ? "" : habits.first());
                                if (habits.serializable()) {
                                    factory.jdbcTransactionIsolation(TransactionIsolation.SERIALIZABLE);
                                }
                                if (database.engine() != Engine.SQLITE) {
                                    factory.principal(new NamePrincipal(database.user()))
                                            .credential(new SimplePassword(database.password()));
                                }
                                return factory;
                            }));
            return AgroalDataSource.from(config);
        }
    };

    /** How long whoever asks for a second connection waits for the only one. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LEAK = Duration.ofMinutes(5);

    /** The caller closes it, which not every kind says in its type. */
    abstract DataSource open(Database database, Habits habits) throws SQLException;

    private static @org.jspecify.annotations.Nullable String user(Database database) {
        return database.engine() == Engine.SQLITE ? null : database.user();
    }
}
