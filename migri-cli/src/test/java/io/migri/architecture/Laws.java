package io.migri.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Every rule there is. */
final class Laws {
    private static final String API = "io.migri.api..";
    private static final String SPI = "io.migri.spi..";
    private static final String FACADE = "io.migri";
    private static final String CORE = "io.migri.core..";
    /** Not loaded where SLF4J is not there. */
    private static final String LOG = "io.migri.core.audience.Slf4jLog";

    private static final String DIALECTS = "io.migri.dialect..";
    private static final String PYTHON = "io.migri.python..";
    private static final String CLI = "io.migri.cli..";
    private static final String TESTKIT = "io.migri.testkit..";
    private static final String NULLNESS = "org.jspecify..";

    private Laws() {}

    static List<Law> all() {
        List<Law> laws = new ArrayList<>(List.of(
                apiKnowsTheJdkAlone(),
                coreKnowsTheApiAlone(),
                dialectsKnowTheApiAlone(),
                dialectsDoNotKnowEachOther(),
                formatsKnowTheApiAlone(),
                onlyDialectsUseJooqAndDrivers(),
                onlyPythonUsesJep(),
                packagesHaveNoCycles(),
                staticFieldsAreFinal(),
                publicClassesAreClosed(),
                onlyTheCommandLineWritesToStandardStreams(),
                onlyTheCommandLineEndsTheProcess(),
                nothingThrowsAGenericException(),
                packagesAreNullMarked(),
                RegularExpressions.nothingButTheLexersReadsTexts()));
        laws.addAll(HouseLaws.all());
        return laws;
    }

    private static Law apiKnowsTheJdkAlone() {
        ArchRule rule = classes()
                .that()
                .resideInAnyPackage(API, SPI)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", API, SPI, NULLNESS)
                .because("whatever the api depends on is forced on every application and every plug-in");
        return Law.of(
                "the api knows the JDK alone",
                rule,
                "package io.migri.api; class Planted { io.migri.Migri core; }",
                "package io.migri.spi; class Planted { picocli.CommandLine library; }");
    }

    private static Law coreKnowsTheApiAlone() {
        ArchRule rule = classes()
                .that()
                .resideInAnyPackage(FACADE, CORE)
                .and()
                .doNotHaveFullyQualifiedName(LOG)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.sql..", FACADE, CORE, API, SPI, NULLNESS)
                .because("the core must not know a database, a scripting runtime or a command line");
        return Law.of(
                "the core knows the api alone",
                rule,
                "package io.migri; class Planted { io.migri.jooq.DSLContext library; }",
                "package io.migri.core.run; class Planted { picocli.CommandLine library; }",
                "package io.migri.core.audience; class Planted { org.slf4j.Logger library; }");
    }

    private static Law dialectsKnowTheApiAlone() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage(DIALECTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FACADE, CORE, PYTHON, CLI)
                .because("a dialect of ours has to get by with what a third party's gets");
        return Law.of(
                "dialects do not know the core, python or the command line",
                rule,
                "package io.migri.dialect.planted; class Planted { io.migri.Migri core; }");
    }

    private static Law dialectsDoNotKnowEachOther() {
        ArchRule rule = slices().matching("io.migri.dialect.(*)..")
                .should()
                .notDependOnEachOther()
                .because("an application takes one of them without the others");
        return Law.of(
                "dialects do not know each other",
                rule,
                "package io.migri.dialect.left; public class Left {}",
                "package io.migri.dialect.right; class Right { io.migri.dialect.left.Left other; }");
    }

    private static Law formatsKnowTheApiAlone() {
        ArchRule rule = classes()
                .that()
                .resideInAPackage("io.migri.format..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.migri.format..", API, SPI, NULLNESS)
                .because("a format of ours has to get by with what a stranger's gets");
        return Law.of(
                "formats know the api alone",
                rule,
                "package io.migri.format.planted; class Planted { io.migri.Migri core; }");
    }

    private static Law onlyDialectsUseJooqAndDrivers() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(DIALECTS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.migri.jooq..", "org.jooq..", "org.postgresql..", "com.mysql..", "org.sqlite..")
                .because("whatever is particular to a database belongs to its dialect");
        return Law.of(
                "only dialects use jOOQ and drivers",
                rule,
                "package io.migri.cli; class Planted { org.postgresql.Driver driver; }",
                "package io.migri.api; class Planted { io.migri.jooq.DSLContext context; }");
    }

    private static Law onlyPythonUsesJep() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(PYTHON)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jep..")
                .because("the interpreter is loaded only where a migration is written in its language");
        return Law.of(
                "only python uses Jep",
                rule,
                "package jep; public class Interpreter {}",
                "package io.migri.core.run; class Planted { jep.Interpreter interpreter; }");
    }

    private static Law packagesHaveNoCycles() {
        ArchRule rule = slices().matching("io.migri.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package");
        return Law.of(
                "packages have no cycles",
                rule,
                "package io.migri.core.egg; public class Egg { io.migri.core.hen.Hen mother; }",
                "package io.migri.core.hen; public class Hen { io.migri.core.egg.Egg child; }");
    }

    private static Law staticFieldsAreFinal() {
        ArchRule rule = fields().that()
                .areStatic()
                .should()
                .beFinal()
                .because("two runs in one process must not meet in a static field");
        return Law.of(
                "static fields are final", rule, "package io.migri.core.run; class Planted { static int count; }");
    }

    private static Law publicClassesAreClosed() {
        ArchRule rule = classes()
                .that()
                .arePublic()
                .and()
                .areNotInterfaces()
                .and()
                .areNotAssignableTo(Throwable.class)
                .and()
                .resideOutsideOfPackage(TESTKIT)
                .should(ArchCondition.from(DescribedPredicate.describe(
                        "be final",
                        (JavaClass type) -> type.getModifiers().contains(JavaModifier.FINAL) || type.isEnum())))
                .because("what nobody can extend can be changed; the testkit's contracts are made for extending");
        return Law.of("public classes are closed", rule, "package io.migri.core.run; public class Planted {}");
    }

    private static Law onlyTheCommandLineWritesToStandardStreams() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackages(CLI, TESTKIT)
                .should(ACCESS_STANDARD_STREAMS)
                .because(
                        "they belong to the application that Migri runs in; the testkit starts processes that answer through them");
        return Law.of(
                "only the command line writes to standard streams",
                rule,
                "package io.migri.core.run; class Planted { void say() { System.out.println(); } }");
    }

    private static Law onlyTheCommandLineEndsTheProcess() {
        ArchRule rule = noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should(callMethod(System.class, "exit", int.class).or(callMethod(Runtime.class, "halt", int.class)))
                .because("the process belongs to the application that Migri runs in");
        return Law.of(
                "only the command line ends the process",
                rule,
                "package io.migri.core.run; class Planted { void end() { System.exit(1); } }");
    }

    private static Law nothingThrowsAGenericException() {
        ArchRule rule = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because(
                "callers tell failures apart by MigriException and its code");
        return Law.of(
                "nothing throws a generic exception",
                rule,
                "package io.migri.core.run; class Planted { void fail() { throw new RuntimeException(); } }");
    }

    private static Law packagesAreNullMarked() {
        ArchRule rule = classes()
                .should(ArchCondition.from(
                        DescribedPredicate.describe("be in a @NullMarked package", (JavaClass type) -> type.getPackage()
                                .isAnnotatedWith(NullMarked.class))))
                .because("NullAway looks only there");
        return Law.of("packages are @NullMarked", rule, "package io.migri.core.planted; final class Planted {}");
    }
}
