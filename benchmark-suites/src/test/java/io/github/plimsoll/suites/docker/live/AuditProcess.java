package io.github.plimsoll.suites.docker.live;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.PackageNameFilter.includePackageNames;

import io.github.plimsoll.suites.docker.ContainerPrivileges;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A whole audit from a {@code main}, settings as system properties: what the benchmark times as a process of its own. */
final class AuditProcess {

    private AuditProcess() {}

    /** @param arguments the package of the controls; that of Docker's if none is given */
    public static void main(String[] arguments) throws URISyntaxException {
        // What a user has on the class path: the controls without their tests.
        Path controls = Path.of(ContainerPrivileges.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(controls)))
                .filters(includePackageNames(arguments.length > 0 ? arguments[0] : "io.github.plimsoll.suites.docker"))
                .build();
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request);
        }
    }
}
