package io.github.plimsoll.fact.kubernetes.pss;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The API server's own admission and ours let in the same pods. Nothing is created: the server is asked what it would do. */
@Tag("live")
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodSecurityLiveTests {

    private static final String VARIABLE = "PLIMSOLL_TEST_KUBECONFIG";
    private static final String ENFORCE = "pod-security.kubernetes.io/enforce";
    private static final int UNPROCESSABLE = 422;
    private static final int FORBIDDEN = 403;

    private KubernetesClient client;
    private int minor;

    @BeforeAll
    void connect() {
        String file = System.getenv().getOrDefault(VARIABLE, "");
        Assumptions.assumeFalse(file.isEmpty(), "live tests need a cluster: " + VARIABLE + " is not set");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(file)))
                .build();
        minor = Integer.parseInt(client.getKubernetesVersion().getMinor().replaceAll("\\D", ""));
        for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace(level))
                            .addToLabels(ENFORCE, level.name().toLowerCase(Locale.ROOT))
                            .endMetadata()
                            .build())
                    .serverSideApply();
            client.serviceAccounts()
                    .inNamespace(namespace(level))
                    .withName("default")
                    .waitUntilCondition(account -> account != null, 30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    void clean() {
        if (client != null) {
            for (Level level : List.of(Level.BASELINE, Level.RESTRICTED)) {
                client.namespaces().withName(namespace(level)).delete();
            }
            client.close();
        }
    }

    private static String namespace(Level level) {
        return "kube-w-pss-" + level.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(names = {"BASELINE", "RESTRICTED"})
    void the_server_agrees_on_each_pod(Level level) {
        List<String> disagreements = new ArrayList<>();
        int asked = 0;
        for (PodCorpus.Case pod : PodCorpus.all()) {
            List<String> broken = new PodSecurity(minor).broken(level, pod.json());
            String refusal = refusal(level, pod.json());
            if (refusal.equals(INVALID)) {
                continue;
            }
            asked++;
            if (broken.isEmpty() != refusal.isEmpty()) {
                disagreements.add(pod.name() + ": we say " + broken + ", the server says '" + refusal + "'");
            }
        }
        assertThat(disagreements).isEmpty();
        assertThat(asked).as("pods that are valid at all").isGreaterThan(100);
    }

    private static final String INVALID = "invalid";

    /** Why the server would not let a pod in; empty if it would. */
    private String refusal(Level level, JsonNode pod) {
        HasMetadata resource = client.getKubernetesSerialization()
                .unmarshal(
                        new ByteArrayInputStream(pod.toString().getBytes(StandardCharsets.UTF_8)),
                        io.fabric8.kubernetes.api.model.Pod.class);
        try {
            client.resource(resource).inNamespace(namespace(level)).dryRun(true).create();
            return "";
        } catch (KubernetesClientException e) {
            if (e.getCode() == FORBIDDEN && String.valueOf(e.getMessage()).contains("violates PodSecurity")) {
                return String.valueOf(e.getStatus().getMessage());
            }
            if (e.getCode() == UNPROCESSABLE) {
                return INVALID;
            }
            throw e;
        }
    }

    @Test
    void the_corpus_has_both() {
        List<PodCorpus.Case> pods = PodCorpus.all();
        assertThat(pods)
                .anyMatch(pod -> new PodSecurity(minor)
                        .broken(Level.RESTRICTED, pod.json())
                        .isEmpty())
                .anyMatch(pod -> !new PodSecurity(minor)
                        .broken(Level.BASELINE, pod.json())
                        .isEmpty());
    }
}
