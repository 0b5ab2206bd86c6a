package io.github.plimsoll.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.catalogue.Benchmark;
import io.github.plimsoll.catalogue.Benchmark.Assessment;
import io.github.plimsoll.catalogue.Benchmark.Line;
import io.github.plimsoll.catalogue.Benchmark.Section;
import io.github.plimsoll.catalogue.BenchmarkTable;
import io.github.plimsoll.catalogue.Catalogue;
import io.github.plimsoll.catalogue.ControlDescription;
import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.catalogue.Mapping;
import io.github.plimsoll.catalogue.Mapping.Framework;
import io.github.plimsoll.catalogue.ThreatModel;
import io.github.plimsoll.catalogue.ThreatModel.Threat;
import io.github.plimsoll.control.Severity;
import io.github.plimsoll.fact.Evidence;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import io.github.plimsoll.judge.AuditResult;
import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An audit such as a real host gives: every verdict, 64 controls, 30 containers. */
public final class SampleAudit {

    private static final Severity[] SEVERITIES = Severity.values();
    private static final List<ThreatClaim> CLAIMS = List.of(
            new ThreatClaim("spoofing", "S1"),
            new ThreatClaim("tampering", "T1"),
            new ThreatClaim("repudiation", "R1"),
            new ThreatClaim("information-disclosure", "I1"),
            new ThreatClaim("denial-of-service", "D1"),
            new ThreatClaim("elevation-of-privilege", "E1"));
    private static final Framework FRAMEWORK =
            new Framework("nist-800-53r5", "NIST SP 800-53 revision 5", "copied from a table");
    private static final List<Line> LINES = lines();
    private static final Benchmark BENCHMARK = new Benchmark(
            "cis-docker-1.8.0",
            "CIS Docker Benchmark 1.8.0",
            List.of(
                    new Section("2", "Docker daemon"),
                    new Section("4", "Images and build files"),
                    new Section("5", "Container runtime"),
                    new Section("7", "Swarm")),
            LINES);

    private SampleAudit() {}

    public static Catalogue catalogue() {
        return new Catalogue(
                List.of(new BenchmarkTable(List.of(BENCHMARK), Map.of())),
                List.of(new ThreatModel(
                        "docker",
                        List.of(
                                new Threat("S1", "spoofing", "Traffic", "Someone on the network poses as the daemon."),
                                new Threat("T1", "tampering", "Daemon", "A container changes how the daemon runs."),
                                new Threat(
                                        "R1", "repudiation", "Logs", "An action cannot be traced to whoever took it."),
                                new Threat(
                                        "I1",
                                        "information-disclosure",
                                        "Secrets",
                                        "A container discloses credentials."),
                                new Threat(
                                        "D1",
                                        "denial-of-service",
                                        "Host",
                                        "A container takes more memory than the host has."),
                                new Threat(
                                        "E1",
                                        "elevation-of-privilege",
                                        "Kernel",
                                        "A container breaks out to the host.")))),
                List.of());
    }

    public static AuditResult of(String target) {
        return of(
                target,
                IntStream.range(0, LINES.size()).mapToObj(SampleAudit::result).toList());
    }

    public static AuditResult of(String target, List<ControlResult> results) {
        return new AuditResult(
                new SnapshotHeader(
                        target,
                        "docker",
                        "unix:///var/run/docker.sock",
                        "it is the default socket",
                        "Docker Engine",
                        "20.10.24",
                        "ABCD",
                        Instant.parse("2026-11-23T14:00:00Z"),
                        "0.1.0",
                        42,
                        List.of("Links of the host could not be followed.")),
                BENCHMARK,
                results,
                List.of("User namespaces are off on this daemon."),
                catalogue().threatModels().get(0),
                attack());
    }

    /** A result of that verdict; each verdict has a control of its own. */
    public static ControlResult result(Verdict verdict, String reason, Finding... findings) {
        return new ControlResult(
                control(LINES.get(List.of(Verdict.values()).indexOf(verdict)), 1), verdict, reason, List.of(findings));
    }

    public static Finding finding(String subject, Verdict verdict, String message) {
        return new Finding(subject, "running", verdict, message, List.of(evidence("HostConfig.Memory", 0, true)));
    }

    public static Evidence evidence(String path, int value, boolean isDefault) {
        JsonNode node = JsonNodeFactory.instance.numberNode(value);
        return new Evidence("/containers/1/json", path, node, isDefault);
    }

    private static ControlResult result(int index) {
        ControlDescription control = control(LINES.get(index), index);
        return switch (index % 8) {
            case 0, 1, 4 -> new ControlResult(control, Verdict.COMPLIANT, "", findings(index, Verdict.COMPLIANT));
            case 2, 3 -> new ControlResult(control, Verdict.VIOLATED, "", findings(index, Verdict.VIOLATED));
            case 5 ->
                index % 16 == 5
                        ? new ControlResult(control, Verdict.INCONCLUSIVE, "", findings(index, Verdict.INCONCLUSIVE))
                        : new ControlResult(
                                control, Verdict.INCONCLUSIVE, "/info was not answered within 10 s", List.of());
            case 6 ->
                index % 16 == 6
                        ? new ControlResult(control, Verdict.WAIVED, "", findings(index, Verdict.WAIVED))
                        : new ControlResult(control, Verdict.NEEDS_REVIEW, "", findings(index, Verdict.NEEDS_REVIEW));
            default -> new ControlResult(control, Verdict.NOT_APPLICABLE, "the target has no SwarmNode", List.of());
        };
    }

    private static List<Finding> findings(int index, Verdict worst) {
        if (LINES.get(index).number().startsWith("2.")) {
            return List.of(new Finding(
                    "daemon", "", worst, message(worst), List.of(evidence("LiveRestoreEnabled", 0, false))));
        }
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            Verdict verdict = i % (index % 5 + 2) == 0 ? worst : Verdict.COMPLIANT;
            findings.add(new Finding(
                    "container/"
                            + List.of("web", "db", "cache", "queue", "proxy").get(i % 5) + "-" + i,
                    i % 4 == 0 ? "exited" : "running",
                    verdict,
                    verdict == Verdict.COMPLIANT ? "" : message(verdict),
                    List.of(
                            evidence("HostConfig.Memory", verdict == Verdict.COMPLIANT ? 536_870_912 : 0, i % 2 == 0),
                            evidence("HostConfig.MemorySwap", 0, true))));
        }
        findings.sort(Comparator.comparing(Finding::verdict));
        return findings;
    }

    private static String message(Verdict verdict) {
        return switch (verdict) {
            case VIOLATED -> "memory limit in bytes: is 0L, expected to be greater than 0L";
            case INCONCLUSIVE -> "HostConfig.Memory of /containers/1/json is not a whole number";
            case WAIVED -> "waived until 2027-01-31 by jane: isolated network (memory limit in bytes: is 0L)";
            case NEEDS_REVIEW -> "Is every account that can open the socket trusted?";
            default -> "";
        };
    }

    private static ControlDescription control(Line line, int index) {
        return new ControlDescription(
                line.controls().get(0),
                line.title(),
                "Without a limit one container can starve every other workload on the host, and an attacker who controls one"
                        + " container can use that to take the others down.",
                "docker update --memory 512m --memory-swap 512m {container}",
                SEVERITIES[index / 3 % SEVERITIES.length],
                Map.of(BENCHMARK.id(), List.of(line.number())),
                line.level(),
                List.of(CLAIMS.get(index % CLAIMS.size())),
                List.of(new Mapping(FRAMEWORK, List.of("AC-6(2)", "CM-7"), "")),
                index % 16 == 14 ? Optional.of("Is every account that can open the socket trusted?") : Optional.empty(),
                List.of());
    }

    private static List<Line> lines() {
        try (InputStream in = SampleAudit.class.getResourceAsStream("sample-controls.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .map(cells -> new Line(
                            cells[0],
                            cells[0],
                            cells[3],
                            Integer.parseInt(cells[1]),
                            "Docker Linux",
                            Assessment.MANUAL,
                            List.of(cells[2]),
                            ""))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static AttackPaths attack() {
        Position network = Position.entry("the network", 0, "whoever reaches this host over the network");
        Position web = Position.between("container/web", 0, "takes over container/web");
        Position host = Position.goal("host", 0, "owns this host");
        Fix privileged = new Fix("container/web", "Start it without --privileged");
        return AttackPaths.of(List.of(
                new Step(network, web, List.of(new Condition("published on 0.0.0.0:8080", List.of(), List.of(), ""))),
                new Step(
                        web,
                        host,
                        List.of(
                                Condition.given("runs as root"),
                                new Condition("is privileged", List.of(privileged), List.of(), "")))));
    }
}
