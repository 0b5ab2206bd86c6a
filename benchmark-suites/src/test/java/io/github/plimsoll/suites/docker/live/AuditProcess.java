package io.github.plimsoll.suites.docker.live;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.PackageNameFilter.includePackageNames;

import io.github.plimsoll.suites.docker.ContainerPrivileges;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** A whole audit from a {@code main}, settings as system properties: what the benchmark times as a process of its own. */
public final class AuditProcess {

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

    /**
     * How many milliseconds such a process takes from its start until all reports are written and the console says so; not counted is
     * what a virtual machine takes to end.
     *
     * @param directory for its reports and its output
     * @param options of the virtual machine
     */
    public static long milliseconds(Path directory, String target, List<String> options, String... controls)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        // As Maven starts an audit.
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:MetaspaceSize=64m"));
        command.addAll(options);
        command.addAll(List.of(
                "-Dtarget=" + target,
                "-Dplimsoll.output=" + directory.resolve("compliance"),
                "-Dplimsoll.allureResults=" + directory.resolve("allure-results"),
                "-cp",
                System.getProperty("java.class.path"),
                AuditProcess.class.getName()));
        command.addAll(List.of(controls));
        Path output = directory.resolve("output");
        Files.deleteIfExists(directory.resolve("compliance/index.html"));
        Instant started = Instant.now();
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (!Files.exists(directory.resolve("compliance/index.html"))) {
            throw new IllegalStateException("the audit wrote no report; see " + output);
        }
        return Duration.between(started, Files.getLastModifiedTime(output).toInstant())
                .toMillis();
    }
}
