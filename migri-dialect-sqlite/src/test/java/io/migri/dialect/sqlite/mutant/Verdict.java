package io.migri.dialect.sqlite.mutant;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What became of the tests of a contract. */
final class Verdict implements TestExecutionListener {
    private final Set<String> passed = new TreeSet<>();
    private final Map<String, Throwable> failed = new TreeMap<>();

    private Verdict() {}

    /** Runs one test. */
    static Verdict of(Class<?> contract, String test, Map<String, String> parameters) {
        return of(LauncherDiscoveryRequestBuilder.request().selectors(selectMethod(contract, test)), parameters);
    }

    /** Runs them all. */
    static Verdict of(Class<?> contract, Map<String, String> parameters) {
        return of(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)), parameters);
    }

    private static Verdict of(LauncherDiscoveryRequestBuilder request, Map<String, String> parameters) {
        Verdict verdict = new Verdict();
        LauncherFactory.create()
                .execute(request.configurationParameters(parameters).build(), verdict);
        return verdict;
    }

    Set<String> passed() {
        return passed;
    }

    /** Each test that failed, and why. */
    Map<String, Throwable> failed() {
        return failed;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String name = test.getDisplayName().replace("()", "");
        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            failed.put(name, result.getThrowable().orElseGet(() -> new AssertionError("aborted")));
        } else if (test.isTest()) {
            passed.add(name);
        }
    }
}
