package io.github.plimsoll.suites;

import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import io.github.plimsoll.proof.ShownProof;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What the proofs of this module show, learnt by running them. */
final class ShownProofs implements TestExecutionListener {

    private final Map<String, ShownProof> byControl = new ConcurrentHashMap<>();

    private ShownProofs() {}

    static ShownProofs run() {
        ShownProofs shown = new ShownProofs();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectPackage("io.github.plimsoll.suites"))
                                .filters(includeClassNamePatterns(".*Proofs"))
                                .build(),
                        shown);
        return shown;
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        ShownProof.of(entry.getKeyValuePairs()).ifPresent(proof -> byControl.put(proof.control(), proof));
    }

    /** What was shown of a control; nothing if it has no proof. */
    ShownProof of(String control) {
        return byControl.getOrDefault(control, new ShownProof(control, List.of(), List.of()));
    }
}
