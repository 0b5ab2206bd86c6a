package io.github.plimsoll.fact.kubernetes.pss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The standards and the admission of a real API server are asked the same, about pods made at random of what the checks look at, by both
 * standards and by versions that are pinned. Nothing is made but one pod in each namespace, which no node takes.
 */
@Tag("live")
@Timeout(600)
class PodSecurityLiveTests {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final String FREE = "pss-r-free";
    private static final String DRY_RUN = "?dryRun=All";
    private static final int PODS = 250;

    /** Before Windows was spared, before some sysctls and labels were safe, before hosts of probes were looked at. */
    private static final List<Integer> MINORS = List.of(24, 28, 33, 34);

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Enforced(Level level, int minor) {

        String namespace() {
            return "pss-r-" + level.name().toLowerCase(java.util.Locale.ROOT) + "-" + minor;
        }
    }

    private static final List<Enforced> ENFORCED = MINORS.stream()
            .flatMap(minor ->
                    List.of(Level.BASELINE, Level.RESTRICTED).stream().map(level -> new Enforced(level, minor)))
            .toList();

    private static KubernetesClient client;

    @BeforeAll
    static void plant() throws IOException {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(file)))
                .build();
        remove();
        namespace(FREE, "privileged", "latest");
        for (Enforced enforced : ENFORCED) {
            namespace(
                    enforced.namespace(),
                    enforced.level().name().toLowerCase(java.util.Locale.ROOT),
                    "v1." + enforced.minor());
        }
    }

    private static void namespace(String name, String level, String version) throws IOException {
        ObjectNode namespace = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        namespace
                .putObject("metadata")
                .put("name", name)
                .putObject("labels")
                .put("pod-security.kubernetes.io/enforce", level)
                .put("pod-security.kubernetes.io/enforce-version", version);
        client.raw("/api/v1/namespaces", "POST", namespace);
    }

    @AfterAll
    static void disconnect() {
        if (client != null) {
            remove();
            client.close();
        }
    }

    private static void remove() {
        List<String> names = new ArrayList<>(List.of(FREE));
        ENFORCED.forEach(enforced -> names.add(enforced.namespace()));
        names.forEach(name -> client.pods().inNamespace(name).withGracePeriod(0).delete());
        names.forEach(name -> client.namespaces().withName(name).delete());
        names.forEach(
                name -> client.namespaces().withName(name).waitUntilCondition(Objects::isNull, 120, TimeUnit.SECONDS));
    }

    /** What the API server makes of a pod, or nothing if it is none or not let in. */
    private static Optional<JsonNode> asked(String namespace, ObjectNode pod) throws IOException {
        try {
            return Optional.of(
                    JSON.readTree(client.raw("/api/v1/namespaces/" + namespace + "/pods" + DRY_RUN, "POST", pod)));
        } catch (KubernetesClientException e) {
            assertThat(e.getCode()).as("%s", e.getMessage()).isIn(403, 422);
            return Optional.empty();
        }
    }

    @Test
    void pods_made_at_random_are_refused_where_they_break_something() throws IOException {
        RandomPods random = new RandomPods(20_261_130);
        List<String> disagreements = new ArrayList<>();
        Map<Enforced, Integer> allowed = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        for (int valid = 0; valid < PODS; ) {
            ObjectNode pod = random.pod();
            Optional<JsonNode> whole = asked(FREE, pod);
            if (whole.isEmpty()) {
                continue;
            }
            valid++;
            for (Enforced enforced : ENFORCED) {
                boolean real = asked(enforced.namespace(), pod).isPresent();
                allowed.merge(enforced, real ? 1 : 0, Integer::sum);
                List<String> broken = new PodSecurity(enforced.minor()).broken(enforced.level(), whole.get());
                seen.addAll(broken);
                if (broken.isEmpty() != real) {
                    disagreements.add(enforced + (real ? " allows, " : " refuses, ") + broken + ": " + pod);
                }
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(seen).containsAll(new PodSecurity(34).checks(Level.RESTRICTED));
        assertThat(allowed)
                .hasSameSizeAs(ENFORCED)
                .allSatisfy((enforced, count) ->
                        assertThat(count).as("pods that %s allows", enforced).isBetween(PODS / 25, PODS * 9 / 10));
    }

    /** Put into a pod that is there already, by a subresource of its own. */
    @Test
    void ephemeral_containers_are_refused_where_they_break_something() throws IOException {
        RandomPods random = new RandomPods(20_261_201);
        List<ObjectNode> containers = random.containers(40);
        List<String> disagreements = new ArrayList<>();
        int allowed = 0;
        for (Enforced enforced : ENFORCED) {
            String pods = "/api/v1/namespaces/" + enforced.namespace() + "/pods";
            client.raw(pods, "POST", RandomPods.sound("there"));
            for (ObjectNode container : containers) {
                ObjectNode pod = (ObjectNode) JSON.readTree(client.raw(pods + "/there"));
                // Its scheduler may just have noted that no node takes it.
                ((ObjectNode) pod.path("metadata")).remove("resourceVersion");
                ((ObjectNode) pod.path("spec")).putArray("ephemeralContainers").add(container);
                List<String> broken = new PodSecurity(enforced.minor()).broken(enforced.level(), pod);
                boolean real = isTaken(pods + "/there/ephemeralcontainers" + DRY_RUN, pod);
                allowed += real ? 1 : 0;
                if (broken.isEmpty() != real) {
                    disagreements.add(enforced + (real ? " allows, " : " refuses, ") + broken + ": " + container);
                }
            }
        }

        assertThat(disagreements).isEmpty();
        assertThat(allowed)
                .as("containers that are allowed")
                .isBetween(containers.size(), ENFORCED.size() * containers.size() * 9 / 10);
    }

    private static boolean isTaken(String path, ObjectNode pod) {
        try {
            client.raw(path, "PUT", pod);
            return true;
        } catch (KubernetesClientException e) {
            assertThat(e).hasMessageContaining("violates PodSecurity");
            return false;
        }
    }
}
