package io.migri.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** Who uses regular expressions: in api, core and dialects nobody. */
final class RegularExpressions {
    private static final Set<String> OF_STRING = Set.of("matches", "split", "replaceAll", "replaceFirst");

    private static final DescribedPredicate<JavaClass> USES =
            DescribedPredicate.describe("use regular expressions", RegularExpressions::uses);

    private RegularExpressions() {}

    static Law nothingButTheLexersReadsTexts() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "io.migri", "io.migri.api..", "io.migri.spi..", "io.migri.core..", "io.migri.dialect..")
                .should(ArchCondition.from(USES))
                .because("what is to be known of a statement comes from the tokens of its dialect's lexer;"
                        + " a second reading of the text reads comments, quotes and bodies otherwise");
        return Law.of(
                "nothing but the lexers reads texts",
                rule,
                crimeOfReading("Planted1", "boolean is(String s) { return s.matches(\"x\"); }"),
                crimeOfReading("Planted2", "String[] in(String s) { return s.split(\",\"); }"),
                crimeOfReading("Planted3", "String[] in(String s) { return s.split(\",\", -1); }"),
                crimeOfReading("Planted4", "String all(String s) { return s.replaceAll(\"x\", \"\"); }"),
                crimeOfReading("Planted5", "String first(String s) { return s.replaceFirst(\"x\", \"\"); }"),
                crimeOfReading("Planted6", "java.util.regex.Pattern pattern;"),
                crimeOfReading(
                        "Planted7",
                        "boolean is(String s) { return java.util.regex.Pattern.compile(\"x\").asPredicate().test(s); }"),
                crimeOfReading("Planted8", "boolean is(String s) { return new java.util.Scanner(s).hasNext(\"x\"); }"),
                crimeOfReading(
                        "Planted9", "java.util.function.BiPredicate<String, String> is() { return String::matches; }"),
                crimeOfReading(
                        "Planted10",
                        "Object in(java.nio.file.FileSystem f) { return f.getPathMatcher(\"regex:x\"); }"));
    }

    private static String crimeOfReading(String name, String member) {
        return "package io.migri.dialect.planted; class " + name + " { " + member + " }";
    }

    private static boolean uses(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getName())
                        .anyMatch(name -> name.startsWith("java.util.regex.") || name.equals("java.util.Scanner"))
                || accesses(type).anyMatch(RegularExpressions::reads);
    }

    /** Calls, and references such as {@code String::matches}. */
    private static Stream<? extends JavaCodeUnitAccess<?>> accesses(JavaClass type) {
        return Stream.concat(type.getCodeUnitCallsFromSelf().stream(), type.getCodeUnitReferencesFromSelf().stream());
    }

    private static boolean reads(JavaCodeUnitAccess<?> access) {
        return (access.getTargetOwner().isEquivalentTo(String.class) && OF_STRING.contains(access.getName()))
                || access.getName().equals("getPathMatcher");
    }
}
