module any.body {
    requires io.migri.core;
    requires java.sql;
    requires org.jooq;

    opens db.migrations;
}
