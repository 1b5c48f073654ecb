package any.body;

import io.migri.Migri;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jooq.Constants;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** Uses Migri, and a jOOQ of its own. */
public final class Application {
    private Application() {}

    public static void main(String[] arguments) throws SQLException {
        int applied = Migrations.apply(arguments[0]);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + arguments[0])) {
            int rows = DSL.using(connection, SQLDialect.SQLITE).fetchCount(DSL.table(DSL.name("applied_migration")));
            System.out.println("applied " + applied + ", recorded " + rows + ", jOOQ " + Constants.FULL_VERSION
                    + ", Migri in " + Migri.class.getModule().getName());
        }
    }
}
