package io.github.plimsoll.suites.docker.live;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A whole audit from a {@code main}, settings as system properties: what the benchmark times as a process of its own. */
final class AuditProcess {

    private AuditProcess() {}

    /** @param arguments the package of the controls; that of Docker's if none is given */
    public static void main(String[] arguments) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(arguments.length > 0 ? arguments[0] : "io.github.plimsoll.suites.docker"))
                .filters(org.junit.platform.engine.discovery.ClassNameFilter.excludeClassNamePatterns(
                        ".*(Tests|Proofs)"))
                .build();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request);
        }
    }
}
