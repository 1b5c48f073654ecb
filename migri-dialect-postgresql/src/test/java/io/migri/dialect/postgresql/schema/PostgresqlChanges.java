package io.migri.dialect.postgresql.schema;

import io.migri.testkit.SchemaChange;
import java.util.ArrayList;
import java.util.List;

/** A change of each kind, on {@code animal} and what {@link #BEFORE} makes. */
final class PostgresqlChanges {
    static final List<String> BEFORE = List.of(
            "CREATE SCHEMA \"A b\"",
            "CREATE TABLE zoo (id serial PRIMARY KEY, city text NOT NULL DEFAULT 'x' UNIQUE, nr int GENERATED ALWAYS AS IDENTITY)",
            "CREATE TABLE \"A b\".pen (id bigint, zoo int REFERENCES zoo, twice int GENERATED ALWAYS AS (zoo * 2) STORED)",
            "CREATE TABLE visit (at date NOT NULL, fee int DEFAULT 1) PARTITION BY RANGE (at)",
            "CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
            "CREATE INDEX ON visit (fee)",
            "CREATE TYPE mood AS ENUM ('good', 'bad')",
            "CREATE DOMAIN weight AS numeric(9,2)",
            "CREATE FUNCTION born() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE FUNCTION plus(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2'",
            "CREATE VIEW large AS SELECT p.id FROM \"A b\".pen p, zoo z",
            "CREATE MATERIALIZED VIEW many AS SELECT 1 AS id",
            "CREATE TRIGGER born BEFORE INSERT ON animal FOR EACH ROW EXECUTE FUNCTION born()",
            "CREATE TRIGGER came BEFORE INSERT ON visit FOR EACH STATEMENT EXECUTE FUNCTION born()",
            "CREATE POLICY own ON zoo USING (city = current_user)",
            "CREATE SEQUENCE counter",
            "SET search_path = \"A b\", public");

    private PostgresqlChanges() {}

    static List<SchemaChange> all() {
        List<SchemaChange> all = new ArrayList<>();
        all.addAll(ofTables());
        all.addAll(ofColumns());
        all.addAll(ofCode());
        all.addAll(ofObjects());
        all.addAll(ofPrivileges());
        all.addAll(unseen());
        return all;
    }

    private static List<SchemaChange> ofTables() {
        return List.of(
                SchemaChange.of("CREATE INDEX by_name ON animal (lower(name) DESC) WHERE id > 1")
                        .undoneBy("DROP INDEX public.by_name")
                        .shows(
                                "+ CREATE INDEX by_name ON public.animal USING btree (lower((name)::text) DESC) WHERE (id > 1)"),
                altered("animal", "ADD CONSTRAINT long CHECK (length(name) > 3) NOT VALID", "DROP CONSTRAINT long")
                        .shows(
                                "+ ALTER TABLE public.animal ADD CONSTRAINT long CHECK ((length((name)::text) > 3)) NOT VALID"),
                altered("animal", "ADD UNIQUE (name) DEFERRABLE", "DROP CONSTRAINT animal_name_key")
                        .shows("+ ALTER TABLE public.animal ADD CONSTRAINT animal_name_key UNIQUE (name) DEFERRABLE"),
                altered("pen", "DROP CONSTRAINT pen_zoo_fkey", "ADD FOREIGN KEY (zoo) REFERENCES zoo")
                        .shows(
                                "- ALTER TABLE \"A b\".pen ADD CONSTRAINT pen_zoo_fkey FOREIGN KEY (zoo) REFERENCES public.zoo(id)"),
                altered("animal", "SET (fillfactor = 70)", "RESET (fillfactor)")
                        .shows("+ ALTER TABLE public.animal SET (fillfactor=70)"),
                altered("zoo", "SET (toast.autovacuum_enabled = off)", "RESET (toast.autovacuum_enabled)")
                        .shows("+ ALTER TABLE public.zoo SET (toast.autovacuum_enabled=off)"),
                altered("animal", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY")
                        .shows("+ ALTER TABLE public.animal ENABLE ROW LEVEL SECURITY"),
                altered("animal", "FORCE ROW LEVEL SECURITY", "NO FORCE ROW LEVEL SECURITY")
                        .shows("+ ALTER TABLE public.animal FORCE ROW LEVEL SECURITY"),
                altered("animal", "REPLICA IDENTITY FULL", "REPLICA IDENTITY DEFAULT")
                        .shows("+ ALTER TABLE public.animal REPLICA IDENTITY FULL"),
                altered("animal", "SET UNLOGGED", "SET LOGGED")
                        .shows("- CREATE TABLE public.animal", "+ CREATE UNLOGGED TABLE public.animal"),
                altered("animal", "CLUSTER ON animal_pkey", "SET WITHOUT CLUSTER")
                        .shows("+ ALTER TABLE public.animal CLUSTER ON animal_pkey"),
                altered(
                                "visit",
                                "DETACH PARTITION visit_2026",
                                "ATTACH PARTITION visit_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")
                        .shows(
                                "- ALTER TABLE public.visit ATTACH PARTITION public.visit_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
                                "+ ALTER TABLE public.visit_2026 ADD COLUMN at date",
                                "+ ALTER TABLE public.visit_2026 ADD COLUMN fee integer",
                                "+ ALTER TABLE public.visit_2026 ALTER COLUMN at SET NOT NULL",
                                "+ ALTER TABLE public.visit_2026 ALTER COLUMN fee SET DEFAULT 1",
                                "+ CREATE INDEX visit_2026_fee_idx ON public.visit_2026 USING btree (fee)"),
                SchemaChange.of("CREATE STATISTICS s ON id, name FROM animal")
                        .undoneBy("DROP STATISTICS s")
                        .shows("+ CREATE STATISTICS \"A b\".s ON id, name FROM public.animal"));
    }

    private static List<SchemaChange> ofColumns() {
        return List.of(
                altered("animal", "ADD legs int NOT NULL DEFAULT 4", "DROP legs")
                        .shows(
                                "+ ALTER TABLE public.animal ADD COLUMN legs integer",
                                "+ ALTER TABLE public.animal ALTER COLUMN legs SET NOT NULL",
                                "+ ALTER TABLE public.animal ALTER COLUMN legs SET DEFAULT 4"),
                altered("animal", "ALTER name TYPE text COLLATE \"C\"", "ALTER name TYPE varchar(200)")
                        .shows(
                                "- ALTER TABLE public.animal ADD COLUMN name character varying(200)",
                                "+ ALTER TABLE public.animal ADD COLUMN name text COLLATE pg_catalog.\"C\""),
                altered("animal", "ALTER name SET STORAGE EXTERNAL", "ALTER name SET STORAGE EXTENDED")
                        .shows("+ ALTER TABLE public.animal ALTER COLUMN name SET STORAGE EXTERNAL"),
                altered("animal", "ALTER name SET STATISTICS 7", "ALTER name SET STATISTICS -1")
                        .shows("+ ALTER TABLE public.animal ALTER COLUMN name SET STATISTICS 7"),
                altered("animal", "ALTER name SET (n_distinct = 7)", "ALTER name RESET (n_distinct)")
                        .shows("+ ALTER TABLE public.animal ALTER COLUMN name SET (n_distinct=7)"),
                altered("animal", "ALTER id ADD GENERATED BY DEFAULT AS IDENTITY (START 7)", "ALTER id DROP IDENTITY")
                        .shows("+ ALTER TABLE public.animal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY"
                                + " (SEQUENCE NAME public.animal_id_seq START WITH 7)"),
                altered("visit_2026", "ALTER fee SET DEFAULT 2", "ALTER fee SET DEFAULT 1")
                        .shows("+ ALTER TABLE public.visit_2026 ALTER COLUMN fee SET DEFAULT 2"),
                altered("pen", "DROP twice", "ADD twice int GENERATED ALWAYS AS (zoo*2) STORED")
                        .shows(
                                "- ALTER TABLE \"A b\".pen ADD COLUMN twice integer GENERATED ALWAYS AS ((zoo * 2)) STORED"),
                SchemaChange.of("ALTER SEQUENCE counter INCREMENT 2 CYCLE")
                        .undoneBy("ALTER SEQUENCE counter INCREMENT 1 NO CYCLE")
                        .shows(
                                "- CREATE SEQUENCE public.counter AS bigint",
                                "+ CREATE SEQUENCE public.counter AS bigint INCREMENT BY 2 CYCLE"),
                SchemaChange.of("ALTER SEQUENCE counter OWNED BY animal.id")
                        .undoneBy("ALTER SEQUENCE counter OWNED BY NONE")
                        .shows("+ ALTER SEQUENCE public.counter OWNED BY public.animal.id"));
    }

    private static List<SchemaChange> ofCode() {
        return List.of(
                SchemaChange.of("ALTER VIEW large SET (security_barrier)")
                        .undoneBy("ALTER VIEW large RESET (security_barrier)")
                        .shows("+ ALTER VIEW public.large SET (security_barrier=true)"),
                SchemaChange.of("DROP VIEW large")
                        .undoneBy("CREATE VIEW public.large AS SELECT p.id FROM pen p, public.zoo z")
                        .shows("- CREATE VIEW public.large AS SELECT p.id\n   FROM \"A b\".pen p,\n    public.zoo z"),
                SchemaChange.of("REFRESH MATERIALIZED VIEW many WITH NO DATA")
                        .undoneBy("REFRESH MATERIALIZED VIEW many")
                        .shows(
                                "- CREATE MATERIALIZED VIEW public.many AS SELECT 1 AS id",
                                "+ CREATE MATERIALIZED VIEW public.many AS SELECT 1 AS id WITH NO DATA"),
                altered("animal", "DISABLE TRIGGER born", "ENABLE TRIGGER born")
                        .shows("+ ALTER TABLE public.animal DISABLE TRIGGER born"),
                SchemaChange.of("DROP TRIGGER came ON visit")
                        .undoneBy("CREATE TRIGGER came BEFORE INSERT ON visit EXECUTE PROCEDURE born()")
                        .shows(
                                "- CREATE TRIGGER came BEFORE INSERT ON public.visit FOR EACH STATEMENT EXECUTE FUNCTION public.born()"),
                SchemaChange.of("CREATE RULE quiet AS ON DELETE TO zoo DO INSTEAD NOTHING")
                        .undoneBy("DROP RULE quiet ON zoo")
                        .shows("+ CREATE RULE quiet AS\n    ON DELETE TO public.zoo DO INSTEAD NOTHING"),
                SchemaChange.of("ALTER POLICY own ON zoo WITH CHECK (id > 1)")
                        .undoneBy("DROP POLICY own ON zoo", "CREATE POLICY own ON zoo USING (city = current_user)")
                        .shows(
                                "- CREATE POLICY own ON public.zoo TO PUBLIC USING ((city = CURRENT_USER))",
                                "+ CREATE POLICY own ON public.zoo TO PUBLIC USING ((city = CURRENT_USER)) WITH CHECK ((id > 1))"),
                SchemaChange.of("CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1'")
                        .undoneBy("DROP FUNCTION one()")
                        .shows(
                                "+ CREATE OR REPLACE FUNCTION \"A b\".one()\n RETURNS integer\n LANGUAGE sql\nAS $function$SELECT 1$function$"),
                SchemaChange.of("CREATE AGGREGATE total (int) (SFUNC = plus, STYPE = int, INITCOND = '0')")
                        .undoneBy("DROP AGGREGATE total (int)")
                        .shows(
                                "+ CREATE AGGREGATE \"A b\".total(integer) (SFUNC = public.plus, STYPE = integer, INITCOND = '0')"),
                SchemaChange.of("CREATE OPERATOR +# (FUNCTION = plus, LEFTARG = int, RIGHTARG = int)")
                        .undoneBy("DROP OPERATOR +# (int, int)")
                        .shows(
                                "+ CREATE OPERATOR \"A b\".+# (FUNCTION = public.plus, LEFTARG = integer, RIGHTARG = integer)"),
                SchemaChange.of(
                                "CREATE FUNCTION seen() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
                                "CREATE EVENT TRIGGER seen ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION seen()")
                        .undoneBy("DROP EVENT TRIGGER seen", "DROP FUNCTION seen()")
                        .shows(
                                "+ CREATE OR REPLACE FUNCTION \"A b\".seen()\n RETURNS event_trigger\n LANGUAGE plpgsql\nAS $function$BEGIN END$function$",
                                "+ CREATE EVENT TRIGGER seen ON ddl_command_end WHEN TAG IN ('CREATE CAST') EXECUTE FUNCTION \"A b\".seen()"));
    }

    private static List<SchemaChange> ofObjects() {
        return List.of(
                SchemaChange.of("CREATE SCHEMA shop")
                        .undoneBy("DROP SCHEMA shop")
                        .shows("+ CREATE SCHEMA shop"),
                SchemaChange.of("CREATE TYPE size AS ENUM ('s', 'm')")
                        .undoneBy("DROP TYPE size")
                        .shows("+ CREATE TYPE \"A b\".size AS ENUM ('s', 'm')"),
                SchemaChange.of("CREATE TYPE pair AS (a int, b text)")
                        .undoneBy("DROP TYPE pair")
                        .shows("+ CREATE TYPE \"A b\".pair AS (a integer, b text)"),
                SchemaChange.of("CREATE TYPE span AS RANGE (SUBTYPE = float8)")
                        .undoneBy("DROP TYPE span")
                        .shows("+ CREATE TYPE \"A b\".span AS RANGE (SUBTYPE = double precision)"),
                SchemaChange.of("ALTER DOMAIN weight SET DEFAULT 1")
                        .undoneBy("ALTER DOMAIN weight DROP DEFAULT")
                        .shows("+ ALTER DOMAIN public.weight SET DEFAULT 1"),
                SchemaChange.of("ALTER DOMAIN weight ADD CONSTRAINT light CHECK (VALUE < 9)")
                        .undoneBy("ALTER DOMAIN weight DROP CONSTRAINT light")
                        .shows("+ ALTER DOMAIN public.weight ADD CONSTRAINT light CHECK ((VALUE < (9)::numeric))"),
                SchemaChange.of("COMMENT ON COLUMN animal.name IS 'it''s'")
                        .undoneBy("COMMENT ON COLUMN animal.name IS NULL")
                        .shows("+ COMMENT ON COLUMN public.animal.name IS 'it''s'"),
                SchemaChange.of("COMMENT ON CONSTRAINT animal_pkey ON animal IS 'key'")
                        .undoneBy("COMMENT ON CONSTRAINT animal_pkey ON animal IS NULL")
                        .shows("+ COMMENT ON CONSTRAINT animal_pkey on public.animal IS 'key'"),
                SchemaChange.of("COMMENT ON FUNCTION plus(int, int) IS 'sum'")
                        .undoneBy("COMMENT ON FUNCTION plus(int, int) IS NULL")
                        .shows("+ COMMENT ON FUNCTION public.plus(integer,integer) IS 'sum'"),
                SchemaChange.of("CREATE PUBLICATION news FOR TABLE animal WITH (publish = 'insert')")
                        .undoneBy("DROP PUBLICATION news")
                        .shows(
                                "+ CREATE PUBLICATION news WITH (publish = 'insert')",
                                "+ ALTER PUBLICATION news ADD TABLE public.animal"),
                SchemaChange.of("CREATE CAST (mood AS int) WITH INOUT AS ASSIGNMENT")
                        .undoneBy("DROP CAST (mood AS int)")
                        .shows("+ CREATE CAST (public.mood AS integer) WITH INOUT AS ASSIGNMENT"),
                SchemaChange.of("CREATE COLLATION plain (LOCALE = 'C')")
                        .undoneBy("DROP COLLATION plain")
                        .shows("+ CREATE COLLATION \"A b\".plain (LOCALE = 'C')"));
    }

    private static List<SchemaChange> ofPrivileges() {
        return List.of(
                granted("SELECT", "TABLE animal", "TABLE public.animal"),
                granted("UPDATE (name)", "TABLE animal", "TABLE public.animal"),
                granted("USAGE", "SEQUENCE counter", "SEQUENCE public.counter"),
                granted("USAGE", "SCHEMA \"A b\"", "SCHEMA \"A b\""),
                granted("EXECUTE", "FUNCTION born()", "FUNCTION public.born()"),
                granted("USAGE", "TYPE mood", "TYPE public.mood"),
                SchemaChange.of("REVOKE EXECUTE ON FUNCTION born() FROM PUBLIC")
                        .undoneBy("GRANT EXECUTE ON FUNCTION born() TO PUBLIC")
                        .shows("+ REVOKE EXECUTE ON FUNCTION public.born() FROM PUBLIC"),
                SchemaChange.of("GRANT SELECT ON zoo TO pg_monitor WITH GRANT OPTION")
                        .undoneBy("REVOKE SELECT ON zoo FROM pg_monitor")
                        .shows("+ GRANT SELECT ON TABLE public.zoo TO pg_monitor WITH GRANT OPTION"),
                SchemaChange.of("ALTER DEFAULT PRIVILEGES IN SCHEMA \"A b\" GRANT SELECT ON TABLES TO pg_monitor")
                        .undoneBy("ALTER DEFAULT PRIVILEGES IN SCHEMA \"A b\" REVOKE SELECT ON TABLES FROM pg_monitor")
                        .shows(
                                "+ ALTER DEFAULT PRIVILEGES FOR ROLE @ IN SCHEMA \"A b\" GRANT SELECT ON TABLES TO pg_monitor"),
                altered("animal", "OWNER TO pg_monitor", "OWNER TO CURRENT_USER")
                        .shows("+ ALTER TABLE public.animal OWNER TO pg_monitor"));
    }

    /** What leaves everything as it is, or belongs to no schema. */
    private static List<SchemaChange> unseen() {
        return List.of(
                SchemaChange.of("SELECT nextval('counter')", "ANALYZE animal"),
                SchemaChange.of("CREATE TEMP TABLE passing (id serial PRIMARY KEY)", "COMMENT ON TABLE passing IS 'x'")
                        .undoneBy("DROP TABLE passing"),
                SchemaChange.of("ALTER TABLE zoo RENAME TO park", "ALTER TABLE park RENAME TO zoo"),
                SchemaChange.of("ALTER TABLE zoo DROP nr", "ALTER TABLE zoo ADD nr int GENERATED ALWAYS AS IDENTITY"),
                SchemaChange.of("GRANT ALL ON animal TO pg_monitor", "REVOKE ALL ON animal FROM pg_monitor"),
                SchemaChange.of("SET search_path = public").undoneBy("SET search_path = \"A b\", public"));
    }

    private static SchemaChange altered(String table, String change, String undo) {
        return SchemaChange.of("ALTER TABLE " + table + ' ' + change).undoneBy("ALTER TABLE " + table + ' ' + undo);
    }

    private static SchemaChange granted(String privilege, String object, String full) {
        return SchemaChange.of("GRANT " + privilege + " ON " + object + " TO pg_monitor")
                .undoneBy("REVOKE " + privilege + " ON " + object + " FROM pg_monitor")
                .shows("+ GRANT " + privilege + " ON " + full + " TO pg_monitor");
    }
}
