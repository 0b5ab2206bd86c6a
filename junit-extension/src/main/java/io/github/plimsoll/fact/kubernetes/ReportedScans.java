package io.github.plimsoll.fact.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.scan.ImageIdentity;
import io.github.plimsoll.fact.scan.ImageScan;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** What scanners that run in a cluster report there of images: Trivy's operator and Kubescape. */
final class ReportedScans {

    private static final String TRIVY = "vulnerabilityreports.aquasecurity.github.io";

    private static final String KUBESCAPE = "kubescape.io/";

    /** What Kubescape notes of a scan that went through; else it says what stood in the way. */
    private static final Set<String> DONE = Set.of("", "ready", "completed");

    private ReportedScans() {}

    /** From each of them; files have no scanners. */
    static List<Supplier<List<ImageScan>>> of(Reading snapshot) {
        return Manifests.are(snapshot)
                ? List.of()
                : List.of(
                        () -> CustomResources.of(snapshot, TRIVY, "vulnerabilityreport").stream()
                                .map(ReportedScans::ofTrivy)
                                .toList(),
                        () ->
                                Objects.of(
                                                snapshot,
                                                KubernetesDocuments.KUBESCAPE_SUMMARIES,
                                                "vulnerabilitymanifestsummary")
                                        .stream()
                                        .map(ReportedScans::ofKubescape)
                                        .toList());
    }

    private static ImageScan ofTrivy(Reading object) {
        JsonNode report = object.raw().path("report");
        JsonNode image = report.path("artifact");
        String server = report.path("registry").path("server").asText("");
        String repository = (server.isEmpty() ? "" : server + "/")
                + image.path("repository").asText("");
        String tag = image.path("tag").asText("");
        String digest = image.path("digest").asText("");
        return new ImageScan(
                object.subject(),
                "trivy",
                ImageIdentity.of(List.of(digest, tag.isEmpty() ? "" : repository + ":" + tag)),
                time(() -> Instant.parse(report.path("updateTimestamp").asText(""))),
                true,
                count(report.path("summary").path("criticalCount")));
    }

    private static ImageScan ofKubescape(Reading object) {
        JsonNode notes = object.raw().path("metadata").path("annotations");
        JsonNode result = object.raw().path("spec");
        // A list that leaves out what is in its objects says zero for every count, and names no report either.
        boolean isTold = !result.path("vulnerabilitiesRef")
                .path("all")
                .path("name")
                .asText("")
                .isEmpty();
        JsonNode critical = result.path("severities").path("critical").path("all");
        return new ImageScan(
                object.subject(),
                "kubescape",
                ImageIdentity.of(List.of(
                        notes.path(KUBESCAPE + "image-id").asText(""),
                        notes.path(KUBESCAPE + "image-tag").asText(""))),
                time(() -> Instant.ofEpochSecond(
                        Long.parseLong(notes.path(KUBESCAPE + "timestamp").asText("")))),
                DONE.contains(notes.path(KUBESCAPE + "status").asText("")),
                isTold ? count(critical) : OptionalLong.empty());
    }

    private static Optional<Instant> time(Supplier<Instant> said) {
        try {
            return Optional.of(said.get());
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong count(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0
                ? OptionalLong.of(number.longValue())
                : OptionalLong.empty();
    }
}
