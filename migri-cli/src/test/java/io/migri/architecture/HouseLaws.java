package io.migri.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What keeps the inside clear: rooms of a size to be known, no circles, short constructors, small ports. */
final class HouseLaws {
    private static final int FILES = 20;
    private static final int PARAMETERS = 5;
    private static final int METHODS = 6;

    /** Types of which a constant can be shared by all threads and runs. */
    private static final Set<String> IMMUTABLE = Set.of(
            "java.lang.String",
            "java.lang.Integer",
            "java.lang.Long",
            "java.util.List",
            "java.util.Set",
            "java.util.Map",
            "java.util.Optional",
            "java.util.OptionalInt",
            "java.util.OptionalLong",
            "java.util.Comparator",
            "java.util.Locale",
            "java.time.Duration",
            "java.time.Instant",
            "java.time.ZoneId",
            "java.time.ZoneOffset",
            "java.time.format.DateTimeFormatter",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.net.URI",
            "java.nio.file.Path",
            "java.nio.charset.Charset",
            "java.nio.file.attribute.FileAttribute",
            "java.util.HexFormat",
            "java.util.regex.Pattern",
            "java.util.function.Predicate",
            "java.util.function.Function",
            "java.util.function.UnaryOperator",
            "java.util.function.BinaryOperator",
            "java.util.function.Consumer",
            "java.util.function.Supplier",
            "java.lang.Runnable",
            "java.lang.invoke.VarHandle",
            "io.migri.jooq.DataType",
            "io.migri.jooq.Field",
            "io.migri.jooq.Name",
            "io.migri.jooq.Table",
            "org.junit.jupiter.api.extension.ExtensionContext$Namespace",
            "io.migri.api.text.Wording",
            "io.migri.spi.history.StoredScript",
            "io.migri.dialect.postgresql.language.PostgresqlVocabulary",
            "io.migri.testkit.fault.Struck$Strike");

    private HouseLaws() {}

    static List<Law> all() {
        return List.of(
                roomsAreSmall(),
                classesHaveNoCycles(),
                constructorsAreShort(),
                portsAreSmall(),
                dialectsAreReachedThroughServiceLoader(),
                nobodyOutsideUsesTheCore(),
                theCoreDoesNotUseTheFacade(),
                constantsAreImmutable(),
                theCoreDoesNotAskWhichDialectItIs());
    }

    private static Law roomsAreSmall() {
        ArchRule rule = classes()
                .that(areOfTheProduct())
                .should(new SmallRooms(FILES))
                .because("who opens a package has to see at once what is in it");
        String[] crime = IntStream.rangeClosed(0, FILES)
                .mapToObj(i -> "package io.migri.core.crowd; class Planted" + i + " {}")
                .toArray(String[]::new);
        return Law.of("a package has at most " + FILES + " files", rule, crime);
    }

    private static Law classesHaveNoCycles() {
        ArchRule rule = classes()
                .that(areOfTheProduct())
                .should(new NoCircles())
                .because("classes that need each other can be read, tested and changed only together");
        return Law.of(
                "classes have no cycles",
                rule,
                "package io.migri.core.egg; class Egg { Hen mother; }",
                "package io.migri.core.egg; class Hen { Chick child; }",
                "package io.migri.core.egg; class Chick { Egg shell; }");
    }

    private static Law constructorsAreShort() {
        ArchRule rule = classes()
                .that(areOfTheProduct())
                .and()
                .areNotRecords()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should(new ShortConstructors(PARAMETERS))
                .because("a class that is given more than " + PARAMETERS + " things does more than one thing");
        return Law.of(
                "constructors take at most " + PARAMETERS + " parameters",
                rule,
                "package io.migri.core.run; class Planted { Planted(int a, int b, int c, int d, int e, int f) {} }");
    }

    private static Law portsAreSmall() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("io.migri.spi..")
                .and()
                .areInterfaces()
                .and()
                .doNotHaveSimpleName("DialectSession")
                .should(new FewMethods(METHODS))
                .because("a third party has to write all of them; DialectSession alone is a hallway of accessors");
        return Law.of(
                "ports have at most " + METHODS + " methods without a default",
                rule,
                "package io.migri.spi; interface Planted { /* class Planted */ void a(); void b(); void c(); void d(); void e(); void f(); void g(); }");
    }

    private static Law dialectsAreReachedThroughServiceLoader() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage("io.migri.dialect..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.migri.dialect..")
                .because("a dialect is reached through ServiceLoader alone; its rooms are public for each other");
        return Law.of(
                "dialects are reached through ServiceLoader",
                rule,
                "package io.migri.cli; class Planted { io.migri.dialect.sqlite.SqliteDialect dialect; }");
    }

    private static Law nobodyOutsideUsesTheCore() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages("io.migri", "io.migri.core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.migri.core..")
                .because(
                        "what the core is made of changes; applications, the command line and plug-ins use its facade");
        return Law.of(
                "nobody outside uses the core",
                rule,
                "package io.migri.core.planted; public class Inside {}",
                "package io.migri.cli; class Planted { io.migri.core.planted.Inside inside; }");
    }

    private static Law theCoreDoesNotUseTheFacade() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.migri.core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.migri")
                .because("the facade is made for applications; it calls the core");
        return Law.of(
                "the core does not use the facade",
                rule,
                "package io.migri.core.run; class Planted { io.migri.Migri facade; }");
    }

    private static Law constantsAreImmutable() {
        ArchRule rule = fields().that()
                .areStatic()
                .should(ArchCondition.from(
                        DescribedPredicate.describe("be of an immutable type", HouseLaws::isImmutable)))
                .because("two runs in one process must not meet in a static field");
        return Law.of(
                "static fields are of immutable types",
                rule,
                "package io.migri.core.run; class Planted { static final StringBuilder TEXT = new StringBuilder(); }",
                "package io.migri.core.run; class Planted2 { static final ThreadLocal<String> NAME = new ThreadLocal<>(); }");
    }

    private static Law theCoreDoesNotAskWhichDialectItIs() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("io.migri.core..")
                .and()
                .resideOutsideOfPackage("io.migri.core.plugin..")
                .should()
                .callMethod("io.migri.spi.Dialect", "id")
                .because("a decision by the database's name is one that a third party's database never gets");
        return Law.of(
                "the core does not ask which dialect it is",
                rule,
                "package io.migri.core.run; class Planted { String which(io.migri.spi.Dialect d) { return d.id(); } }");
    }

    private static DescribedPredicate<JavaClass> areOfTheProduct() {
        return DescribedPredicate.describe(
                "are of the product",
                type -> type.getPackageName().startsWith("io.migri")
                        && !type.getPackageName().startsWith("io.migri.testkit")
                        && !type.getPackageName().startsWith("io.migri.benchmarks"));
    }

    private static boolean isImmutable(JavaField field) {
        JavaClass type = field.getRawType();
        return type.isPrimitive()
                || type.isEnum()
                || type.isRecord()
                || IMMUTABLE.contains(type.getName())
                || (type.isArray()
                        && field.getModifiers().contains(JavaModifier.PRIVATE)
                        && field.getModifiers().contains(JavaModifier.FINAL))
                || type.equals(field.getOwner())
                || field.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    /** Each constructor with too many parameters. */
    private static final class ShortConstructors extends ArchCondition<JavaClass> {
        private final int limit;

        ShortConstructors(int limit) {
            super("have constructors of at most " + limit + " parameters");
            this.limit = limit;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            for (JavaConstructor constructor : type.getConstructors()) {
                int parameters = constructor.getRawParameterTypes().size();
                if (parameters > limit && !constructor.getModifiers().contains(JavaModifier.SYNTHETIC)) {
                    events.add(SimpleConditionEvent.violated(
                            type, constructor.getFullName() + " takes " + parameters + " parameters"));
                }
            }
        }
    }

    /** Each interface with too many methods that have no default. */
    private static final class FewMethods extends ArchCondition<JavaClass> {
        private final int limit;

        FewMethods(int limit) {
            super("have at most " + limit + " abstract methods");
            this.limit = limit;
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            List<String> methods = new ArrayList<>();
            type.getMethods().stream()
                    .filter(method -> method.getModifiers().contains(JavaModifier.ABSTRACT))
                    .forEach(method -> methods.add(method.getName()));
            if (methods.size() > limit) {
                events.add(SimpleConditionEvent.violated(
                        type, type.getName() + " has " + methods.size() + " methods without a default: " + methods));
            }
        }
    }
}
