package io.github.plimsoll.audit;

import io.github.plimsoll.control.Severity;
import io.github.plimsoll.target.ImageChoice;
import io.github.plimsoll.target.TargetOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * What a run is asked to do. Each setting is {@code -DNAME} for Maven, {@code plimsoll.NAME} as a JUnit configuration parameter.
 *
 * @param targets {@code -Dtarget}: what to audit, separated by commas; {@code host} if nothing is said
 * @param benchmark {@code -Dbenchmark}: only the controls of that table, numbered by it
 * @param level {@code -Dlevel}: only controls of that benchmark level and below
 * @param stride {@code -Dstride}: only controls against these STRIDE categories or threats
 * @param mapping {@code -Dmapping}: only controls that stand there in another framework
 * @param controls {@code -Dcontrols}: only these lines, sections or control ids
 * @param severity {@code -Dseverity}: only controls of that severity and above
 * @param failOn {@code -DfailOn}: violations below that severity are reported but fail no test
 * @param policy {@code -Dpolicy}, {@code -Dplimsoll.KEY}: the lists and limits that the site sets for itself
 * @param waivers {@code -Dwaivers}: the file of waivers and attestations
 * @param record {@code -Drecord}: where to write the snapshot
 * @param runningOnly {@code -Dcontainers=running}: leave out containers that do not run
 * @param probes {@code -Dprobes=off}: open no connections to what a target listens on and names
 * @param images {@code -Dimages=all}, {@code none}: which images are looked into, layer by layer; those in use if nothing is said
 * @param probe {@code -Dprobe=nodes}, {@code -Dprobe.image}, {@code -Dprobe.namespace}: how the nodes of a cluster are looked at
 * @param timeout {@code -Dtimeout}: how long one request to a target may take, in seconds
 * @param output where reports go
 * @param allureResults where raw Allure results go
 */
public record Settings(
        List<String> targets,
        Optional<String> benchmark,
        OptionalInt level,
        List<String> stride,
        List<String> mapping,
        List<String> controls,
        Optional<Severity> severity,
        Severity failOn,
        PolicySettings policy,
        Optional<Path> waivers,
        Optional<Path> record,
        boolean runningOnly,
        boolean probes,
        ImageChoice images,
        Optional<TargetOptions.Probe> probe,
        Duration timeout,
        Path output,
        Path allureResults) {

    private static final int MAX_TIMEOUT_SECONDS = 3600;

    /**
     * Reads the settings.
     *
     * @param lookup the value of a setting by its name ({@code target}), empty if nobody set it
     * @param names the names of settings that were given, as far as they can be listed
     * @throws BadSetting if a value is of the wrong kind
     */
    public static Settings read(Function<String, Optional<String>> lookup, Set<String> names) {
        List<String> targets = list(lookup, "target");
        return new Settings(
                targets.isEmpty() ? List.of("host") : targets,
                lookup.apply("benchmark"),
                level(lookup),
                list(lookup, "stride"),
                list(lookup, "mapping"),
                list(lookup, "controls"),
                lookup.apply("severity").map(value -> severity("severity", value)),
                lookup.apply("failOn").map(value -> severity("failOn", value)).orElse(Severity.LOW),
                new PolicySettings(
                        lookup.apply("policy"),
                        Path.of(lookup.apply("directory").orElse("")),
                        lookup,
                        names),
                lookup.apply("waivers").map(Path::of),
                lookup.apply("record").map(Path::of),
                runningOnly(lookup),
                probes(lookup),
                images(lookup),
                probe(lookup),
                timeout(lookup),
                Path.of(lookup.apply("output").orElse("target/compliance")),
                Path.of(lookup.apply("allureResults").orElse("target/allure-results")));
    }

    /** The words with which the selection was asked for, for messages; empty if everything is selected. */
    public String selection() {
        StringBuilder words = new StringBuilder();
        benchmark.ifPresent(value -> words.append(" -Dbenchmark=").append(value));
        level.ifPresent(value -> words.append(" -Dlevel=").append(value));
        severity.ifPresent(
                value -> words.append(" -Dseverity=").append(value.name().toLowerCase(Locale.ROOT)));
        if (!stride.isEmpty()) {
            words.append(" -Dstride=").append(String.join(",", stride));
        }
        if (!mapping.isEmpty()) {
            words.append(" -Dmapping=").append(String.join(",", mapping));
        }
        if (!controls.isEmpty()) {
            words.append(" -Dcontrols=").append(String.join(",", controls));
        }
        return words.toString().strip();
    }

    private static List<String> list(Function<String, Optional<String>> lookup, String name) {
        return lookup.apply(name)
                .map(value -> Arrays.stream(value.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    private static OptionalInt level(Function<String, Optional<String>> lookup) {
        return lookup.apply("level")
                .map(value -> switch (value) {
                    case "1", "2" -> OptionalInt.of(Integer.parseInt(value));
                    default -> throw BadSetting.unknown("level", value, List.of("1", "2"));
                })
                .orElse(OptionalInt.empty());
    }

    private static Severity severity(String name, String value) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> BadSetting.unknown(
                        name,
                        value,
                        Arrays.stream(Severity.values())
                                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                                .toList()));
    }

    private static boolean runningOnly(Function<String, Optional<String>> lookup) {
        return lookup.apply("containers")
                .map(value -> switch (value) {
                    case "running" -> true;
                    case "all" -> false;
                    default -> throw BadSetting.unknown("containers", value, List.of("all", "running"));
                })
                .orElse(false);
    }

    private static boolean probes(Function<String, Optional<String>> lookup) {
        return lookup.apply("probes")
                .map(value -> switch (value) {
                    case "on" -> true;
                    case "off" -> false;
                    case "nodes" -> throw BadSetting.misnamed("probes", value, "probe");
                    default -> throw BadSetting.unknown("probes", value, List.of("on", "off"));
                })
                .orElse(true);
    }

    private static ImageChoice images(Function<String, Optional<String>> lookup) {
        return lookup.apply("images")
                .map(value -> Arrays.stream(ImageChoice.values())
                        .filter(choice -> choice.word().equals(value))
                        .findFirst()
                        .orElseThrow(() -> BadSetting.unknown("images", value, List.of("all", "none", "used"))))
                .orElse(ImageChoice.USED);
    }

    private static Optional<TargetOptions.Probe> probe(Function<String, Optional<String>> lookup) {
        return lookup.apply("probe").map(value -> switch (value) {
            case "nodes" ->
                new TargetOptions.Probe(
                        lookup.apply("probe.image").orElse("busybox:1.37"),
                        lookup.apply("probe.namespace").orElse("kube-system"));
            case "on", "off" -> throw BadSetting.misnamed("probe", value, "probes");
            default -> throw BadSetting.unknown("probe", value, List.of("nodes"));
        });
    }

    private static Duration timeout(Function<String, Optional<String>> lookup) {
        return lookup.apply("timeout")
                .map(value -> {
                    if (!value.matches("[1-9]\\d{0,3}") || Integer.parseInt(value) > MAX_TIMEOUT_SECONDS) {
                        throw new BadSetting(
                                "-Dtimeout=" + value + ": is not a number of seconds from 1 to " + MAX_TIMEOUT_SECONDS);
                    }
                    return Duration.ofSeconds(Integer.parseInt(value));
                })
                .orElse(Duration.ofSeconds(30));
    }

    /** What opening a target has to know. */
    TargetOptions targetOptions() {
        return TargetOptions.ofThisMachine()
                .withTimeout(timeout)
                .withRunningOnly(runningOnly)
                .withProbes(probes)
                .withImages(images)
                .withProbe(probe);
    }
}
