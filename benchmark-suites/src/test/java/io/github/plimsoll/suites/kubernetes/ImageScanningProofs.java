package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Fixture;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageScanningProofs extends Proofs {

    private static final String TRIVY = "vulnerabilityreports.aquasecurity.github.io";
    private static final String REPORTS = "/apis/aquasecurity.github.io/v1alpha1/vulnerabilityreports";
    private static final String RUNS = "sha256:" + "a".repeat(64);
    private static final String OTHER = "sha256:" + "b".repeat(64);
    private static final String SCANS = "images.scans";

    /** Of a cluster that is looked at on 2026-01-02. */
    private static final String NOW = "2026-01-01T12:00:00Z";

    private static final String LONG_AGO = "2025-12-20T00:00:00Z";

    @TempDir
    Path directory;

    ImageScanningProofs() {
        super(ImageScanning.class);
    }

    /** A container of the image shop:1 that runs as a digest, or does not run. */
    private static KubernetesFixture running(String id) {
        return also(cluster(), "web", id);
    }

    private static KubernetesFixture also(KubernetesFixture cluster, String pod, String id) {
        return cluster.pod(
                pod,
                json -> json.with("spec.containers[0].image", "shop:1")
                        .withJson("status.containerStatuses", "[{name: '" + pod + "', imageID: '" + id + "'}]"));
    }

    private static KubernetesFixture pulled() {
        return running("docker.io/library/shop@" + RUNS);
    }

    /** With the kind of Trivy's operator and one report. */
    private static KubernetesFixture trivy(KubernetesFixture cluster, UnaryOperator<Json> change) {
        Json report = change.apply(Json.empty()
                .with("metadata.name", "web")
                .with("metadata.namespace", "shop")
                .with("report.registry.server", "index.docker.io")
                .with("report.artifact.repository", "library/shop")
                .with("report.artifact.tag", "1")
                .with("report.artifact.digest", RUNS)
                .with("report.updateTimestamp", NOW)
                .with("report.summary.criticalCount", 0));
        return cluster.object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: '" + TRIVY + "'}, spec: {group: 'aquasecurity.github.io',"
                                + " names: {plural: 'vulnerabilityreports'}, versions: [{name: 'v1alpha1', served: true, storage: true}]}}")
                .object(REPORTS, report);
    }

    private static KubernetesFixture trivy(String path, Object value) {
        return trivy(pulled(), report -> report.with(path, value));
    }

    /** With one result of Kubescape. */
    private static KubernetesFixture kubescape(KubernetesFixture cluster, UnaryOperator<Json> change) {
        Json result = change.apply(Json.empty()
                .with("metadata.name", "pod-web-web")
                .with("metadata.namespace", "shop")
                .with("metadata.annotations.\"kubescape.io/image-id\"", "docker.io/library/shop@" + RUNS)
                .with("metadata.annotations.\"kubescape.io/image-tag\"", "docker.io/library/shop:1")
                .with("metadata.annotations.\"kubescape.io/timestamp\"", "1767268800")
                .with("spec.vulnerabilitiesRef.all.name", "shop")
                .with("spec.severities.critical.all", 0));
        return cluster.object(KubernetesDocuments.KUBESCAPE_SUMMARIES, result);
    }

    private static KubernetesFixture kubescape(String path, Object value) {
        return kubescape(pulled(), result -> result.with(path, value));
    }

    private static String grype(String image, String time, String severity) {
        return """
                {"descriptor": {"name": "grype", "timestamp": "%s"}, "source": {"type": "image", "target": %s},
                 "matches": [{"vulnerability": {"severity": "%s"}}]}
                """.formatted(time, image, severity);
    }

    private static String digest(String digest) {
        return "{\"userInput\": \"shop:1\", \"repoDigests\": [\"mirror.example.com/shop@" + digest + "\"]}";
    }

    /** With results that were handed in. */
    private Fixture handedIn(KubernetesFixture cluster, String... files) throws IOException {
        Path scans = Files.createTempDirectory(directory, "scans");
        for (int i = 0; i < files.length; i++) {
            Files.writeString(scans.resolve(i + ".json"), files[i]);
        }
        return cluster.policy(SCANS, scans.toString());
    }

    @Test
    void scan_is_recent() throws IOException {
        notApplicableTo(pulled());
        notApplicableTo(cluster());
        satisfiedBy(trivy("report.updateTimestamp", NOW));
        violatedBy(trivy("report.updateTimestamp", LONG_AGO));
        satisfiedBy(trivy("report.updateTimestamp", LONG_AGO).policy("images.max-scan-age", "30d"));
        for (String none : new String[] {"lately", "", "2026-01-02T02:00:00Z", "2099-01-01T00:00:00Z"}) {
            inconclusiveFor(trivy("report.updateTimestamp", none));
        }
        // Another image, by its name or by its digest; and one of which only the name is known on either side.
        violatedBy(trivy(
                pulled(),
                report -> report.with("report.artifact.repository", "library/other")
                        .with("report.artifact.digest", OTHER)));
        inconclusiveFor(trivy("report.artifact.digest", OTHER));
        satisfiedBy(trivy("report.artifact.digest", ""));
        satisfiedBy(trivy("report.artifact.tag", "2"));
        violatedBy(trivy(running(""), report -> report.with("report.artifact.tag", "2")));
        satisfiedBy(trivy(running(""), report -> report));
        satisfiedBy(trivy(running("docker-pullable://mirror.example.com/shop@" + RUNS), report -> report));
        satisfiedBy(trivy(running("docker://" + RUNS), report -> report));
        violatedBy(also(trivy("report.updateTimestamp", NOW), "moved", "docker.io/library/other@" + OTHER)
                .pod("blank", pod -> pod.with("spec.containers[0].image", "blank:1")));
        // Every container of a pod counts, and a template without pods by what it asks for.
        violatedBy(trivy(pulled(), report -> report)
                .pod(
                        "two",
                        pod -> pod.with("spec.containers[0].image", "shop:1")
                                .withJson("spec.initContainers", "[{name: 'first', image: 'first:1'}]")));
        violatedBy(trivy(pulled(), report -> report)
                .pod(
                        "three",
                        pod -> pod.with("spec.containers[0].image", "shop:1")
                                .withJson("spec.ephemeralContainers", "[{name: 'shell', image: 'shell:1'}]")));
        violatedBy(trivy(cluster().deployment("web", web -> web), report -> report));
        satisfiedBy(trivy(
                cluster().deployment("web", web -> web.with("spec.template.spec.containers[0].image", "shop:1")),
                report -> report));
        // Pods that a sidecar was put into run the container of the template all the same.
        violatedBy(trivy(
                cluster()
                        .deployment("web", web -> web.with("spec.template.spec.containers[0].image", "shop:1"))
                        .pod(
                                "web-1",
                                pod -> pod.withJson(
                                                "metadata.ownerReferences",
                                                "[{kind: 'Deployment', name: 'web', controller: true}]")
                                        .with("spec.serviceAccountName", "web")
                                        .with("spec.containers[0].name", "web")
                                        .with("spec.containers[0].image", "shop:1")
                                        .withJson("spec.initContainers", "[{name: 'proxy', image: 'proxy:1'}]")
                                        .withJson(
                                                "status.containerStatuses",
                                                "[{name: 'web', imageID: 'docker.io/library/shop@" + RUNS + "'}]")),
                report -> report));
        // Kubescape.
        satisfiedBy(kubescape("spec.severities.critical.all", 3));
        violatedBy(kubescape("metadata.annotations.\"kubescape.io/timestamp\"", "1766188800"));
        violatedBy(kubescape("metadata.annotations.\"kubescape.io/status\"", "too-large"));
        inconclusiveFor(kubescape("metadata.annotations.\"kubescape.io/timestamp\"", "now"));
        satisfiedBy(kubescape(trivy("report.updateTimestamp", LONG_AGO), result -> result));
        // What may be in a list that could not be read.
        inconclusiveFor(pulled().unreadable(KubernetesDocuments.KUBESCAPE_SUMMARIES, "the server answers 403"));
        inconclusiveFor(trivy("report.updateTimestamp", LONG_AGO)
                .unreadable(KubernetesDocuments.KUBESCAPE_SUMMARIES, "the server answers 503"));
        satisfiedBy(trivy("report.updateTimestamp", NOW)
                .unreadable(KubernetesDocuments.KUBESCAPE_SUMMARIES, "the server answers 503"));
        inconclusiveFor(trivy("report.updateTimestamp", NOW).unreadable(REPORTS, "the server answers 403"));
        // Files.
        satisfiedBy(handedIn(pulled(), grype(digest(RUNS), NOW, "Critical")));
        violatedBy(handedIn(pulled(), grype(digest(RUNS), LONG_AGO, "Low")));
        satisfiedBy(handedIn(pulled(), grype(digest(RUNS), LONG_AGO, "Low"), grype(digest(RUNS), NOW, "Low")));
        inconclusiveFor(handedIn(pulled(), grype(digest(OTHER), NOW, "Low")));
        inconclusiveFor(handedIn(pulled(), grype(digest(RUNS), "2099-01-01T00:00:00Z", "Low")));
        violatedBy(handedIn(pulled(), """
                {"spdxVersion": "SPDX-2.3", "creationInfo": {"created": "%s"},
                 "packages": [{"name": "shop", "primaryPackagePurpose": "CONTAINER", "versionInfo": "%s"}]}
                """.formatted(NOW, RUNS)));
        inconclusiveFor(handedIn(trivy("report.updateTimestamp", NOW), "{}"));
        inconclusiveFor(pulled().policy(SCANS, directory.resolve("nowhere").toString()));
    }

    @Test
    void scan_found_nothing_critical() throws IOException {
        notApplicableTo(pulled());
        satisfiedBy(trivy("report.summary.highCount", 9));
        violatedBy(trivy("report.summary.criticalCount", 1));
        for (Object none : new Object[] {"1", -1, 1.5, true}) {
            inconclusiveFor(trivy("report.summary.criticalCount", none));
        }
        // What was found long ago and never looked for again is there still, as far as anybody knows.
        violatedBy(trivy(
                pulled(),
                report -> report.with("report.updateTimestamp", LONG_AGO).with("report.summary.criticalCount", 1)));
        violatedBy(trivy(
                pulled(),
                report -> report.with("report.updateTimestamp", "lately").with("report.summary.criticalCount", 1)));
        notApplicableTo(trivy(running(""), report -> report.with("report.artifact.tag", "2")));
        inconclusiveFor(trivy("report.artifact.digest", OTHER));
        satisfiedBy(kubescape("spec.severities.high.all", 3));
        violatedBy(kubescape("spec.severities.critical.all", 1));
        // A list without what is in its objects says zero.
        inconclusiveFor(kubescape("spec.vulnerabilitiesRef.all.name", ""));
        notApplicableTo(kubescape("metadata.annotations.\"kubescape.io/status\"", "incomplete"));
        violatedBy(kubescape(
                trivy("report.updateTimestamp", NOW), result -> result.with("spec.severities.critical.all", 1)));
        inconclusiveFor(
                trivy("report.updateTimestamp", NOW).unreadable(KubernetesDocuments.KUBESCAPE_SUMMARIES, "403"));
        satisfiedBy(handedIn(pulled(), grype(digest(RUNS), NOW, "High")));
        violatedBy(handedIn(pulled(), grype(digest(RUNS), NOW, "Critical")));
        // Of one scanner the last word counts, of several each.
        satisfiedBy(handedIn(pulled(), grype(digest(RUNS), LONG_AGO, "Critical"), grype(digest(RUNS), NOW, "High")));
        violatedBy(handedIn(pulled(), grype(digest(RUNS), NOW, "Critical"), grype(digest(RUNS), NOW, "High")));
        violatedBy(handedIn(trivy("report.updateTimestamp", NOW), grype(digest(RUNS), LONG_AGO, "Critical")));
        inconclusiveFor(handedIn(pulled(), "[]"));
    }
}
