package io.github.plimsoll.suites.kubernetes.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.fact.kubernetes.escalation.Chain;
import io.github.plimsoll.fact.kubernetes.escalation.Escalation;
import io.github.plimsoll.fact.kubernetes.escalation.Place;
import io.github.plimsoll.fact.kubernetes.escalation.ServerSettings;
import io.github.plimsoll.fact.kubernetes.escalation.Use;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.target.Targets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real cluster with thirty chains of rights at once, which overlap; the API server itself is asked for each right in them. */
@Tag("live")
class ManyChainsLiveTests {

    private static @Nullable PlantedFile planted;
    private static @Nullable Snapshot snapshot;
    private static @Nullable Escalation escalation;

    @BeforeAll
    static void plant() throws InterruptedException {
        PlantedFile file = PlantedFile.of("chains.yaml");
        planted = file;
        NodeHand.await(
                "the aggregated role",
                () -> !file.client()
                        .rbac()
                        .clusterRoles()
                        .withName("chain-sum")
                        .get()
                        .getRules()
                        .isEmpty());
        for (String pod : List.of("chain-a/runner", "chain-c/front")) {
            String[] name = pod.split("/");
            file.client().pods().inNamespace(name[0]).withName(name[1]).waitUntilReady(120, TimeUnit.SECONDS);
        }
        Snapshot collected = Targets.snapshot("kubeconfig:" + PlantedFile.kubeconfig());
        snapshot = collected;
        escalation = escalation(key -> collected.document(key).json());
    }

    @AfterAll
    static void removeWhatWasPlanted() {
        if (planted != null) {
            planted.close();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            user/chain-u1                | 2 | create serviceaccounts/token in chain-a (rolebinding/chain-a/chain-1) → serviceaccount/chain-a/admin: * *.*
            group/chain-g2               | 2 | create pods in chain-a (rolebinding/chain-a/chain-2) → serviceaccount/chain-a/admin: * *.*
            user/chain-u3                | 2 | create pods/exec in chain-a (rolebinding/chain-a/chain-3) → serviceaccount/chain-a/admin: * *.*
            serviceaccount/chain-b/s4    | 2 | list secrets in chain-a (rolebinding/chain-a/chain-4) → serviceaccount/chain-a/admin: * *.*
            user/chain-u5                | 2 | create deployments.apps in chain-a (rolebinding/chain-a/chain-5) → serviceaccount/chain-a/admin: * *.*
            user/chain-u6                | 2 | create pods in chain-b (rolebinding/chain-b/chain-6) → serviceaccount/chain-b/s13: impersonate groups
            group/chain-g7               | 3 | impersonate users in the cluster (clusterrolebinding/chain-7) → user/chain-u1: create serviceaccounts/token
            serviceaccount/chain-c/s8    | 2 | patch deployments.apps in chain-b (rolebinding/chain-b/chain-8) → serviceaccount/chain-b/s13: impersonate groups
            user/chain-u9                | 3 | impersonate serviceaccounts in chain-c (rolebinding/chain-c/chain-9) → serviceaccount/chain-c/s8: patch deployments.apps
            user/chain-u10               | 3 | create pods/exec in chain-c (rolebinding/chain-c/chain-10) → serviceaccount/chain-c/s8: patch deployments.apps
            user/chain-u11               | 2 | bind clusterroles.rbac.authorization.k8s.io in chain-a (rolebinding/chain-a/chain-11) and create rolebindings
            user/chain-u12               | 1 | escalate clusterroles.rbac.authorization.k8s.io in the cluster (clusterrolebinding/chain-12) and update
            serviceaccount/chain-b/s13   | 1 | impersonate groups in the cluster (clusterrolebinding/chain-13) and impersonate users in the cluster (clusterrolebinding/chain-13g)
            group/chain-g14              | 1 | create pods in chain-c (rolebinding/chain-c/chain-14) → node/
            user/chain-u15               | 1 | get nodes/proxy in the cluster (clusterrolebinding/chain-15) → node/
            serviceaccount/chain-b/s16   | 3 | create secrets in chain-c (rolebinding/chain-c/chain-16) and get secrets in chain-c
            user/chain-u17               | 2 | patch pods/ephemeralcontainers in chain-a (rolebinding/chain-a/chain-17) → serviceaccount/chain-a/admin
            user/chain-u18               | 1 | create mutatingwebhookconfigurations.admissionregistration.k8s.io in the cluster (clusterrolebinding/chain-18)
            group/chain-g19              | 1 | impersonate groups in the cluster (clusterrolebinding/chain-19) and impersonate users
            user/chain-u20               | 2 | create certificatesigningrequests.certificates.k8s.io in the cluster (clusterrolebinding/chain-20) and get
            user/chain-u21               | 3 | create secrets in kube-system (rolebinding/kube-system/chain-21) → group/system:bootstrappers:kubeadm:default-node-token: create certificatesigningrequests
            user/chain-u22               | 2 | create certificatesigningrequests.certificates.k8s.io in the cluster (clusterrolebinding/chain-22) and get certificatesigningrequests.certificates.k8s.io in the cluster (clusterrolebinding/chain-22) and create certificatesigningrequests.certificates.k8s.io/nodeclient in the cluster (clusterrolebinding/chain-22) → serviceaccount/
            group/chain-g23              | 4 | impersonate users in the cluster (clusterrolebinding/chain-23) → user/chain-u9: impersonate serviceaccounts in chain-c (rolebinding/chain-c/chain-9) → serviceaccount/chain-c/s8: patch deployments.apps in chain-b (rolebinding/chain-b/chain-8) → serviceaccount/chain-b/s13: impersonate groups in the cluster (clusterrolebinding/chain-13) and impersonate users in the cluster (clusterrolebinding/chain-13g)
            user/chain-u24               | 1 | bind roles.rbac.authorization.k8s.io in chain-a (rolebinding/chain-a/chain-24) and create rolebindings.rbac.authorization.k8s.io in chain-a (rolebinding/chain-a/chain-24) and escalate roles.rbac.authorization.k8s.io in chain-a (rolebinding/chain-a/chain-24) and update roles.rbac.authorization.k8s.io in chain-a (rolebinding/chain-a/chain-24) → node/
            user/chain-u25               | 2 | impersonate serviceaccounts in chain-c (rolebinding/chain-c/chain-25) → serviceaccount/chain-c/ghost: * *.*
            user/chain-u26               | 2 | create certificatesigningrequests.certificates.k8s.io in the cluster (clusterrolebinding/chain-26) and get
            user/chain-u27               | 2 | patch pods/ephemeralcontainers in chain-c (rolebinding/chain-c/chain-27) → node/
            user/chain-u28               | 3 | patch secrets in chain-c (rolebinding/chain-c/chain-28) and get secrets in chain-c (rolebinding/chain-c/chain-28) → serviceaccount/chain-c/s8: patch deployments.apps
            user/chain-u30               | 2 | delete secrets in chain-a (rolebinding/chain-a/chain-30) → serviceaccount/chain-a/admin: * *.*
            user/chain-u29               | 1 | create pods in chain-e (rolebinding/chain-e/chain-29) → node/
            """)
    void chain(String holder, int length, String words) {
        Chain chain = of(holder).orElseThrow();

        assertThat(chain.length()).as(chain.toString()).isEqualTo(length);
        assertThat(chain.doubt()).isEmpty();
        assertThat(chain.toString()).startsWith(words);
        for (Use use : chain.uses()) {
            SubjectAccessReview review = planted()
                    .client()
                    .authorization()
                    .v1()
                    .subjectAccessReview()
                    .create(asked(use));
            assertThat(review.getStatus().getAllowed())
                    .as("the API server of %s for %s", use, use.right().principal())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10", "n11", "n12", "n13", "n14", "n15", "n16"
            })
    void near_miss(String user) {
        assertThat(of("user/chain-" + user)).isEmpty();
    }

    @Test
    void the_grant_that_is_named_stops_most() {
        List<Principal> climbers = climbers();
        Escalation.Cut cut = escalation().bestCut(climbers, Place.CLUSTER).orElseThrow();
        long most = 0;
        long all = reaching(escalation(), climbers);
        for (String list : List.of(KubernetesDocuments.CLUSTER_ROLE_BINDINGS, KubernetesDocuments.ROLE_BINDINGS)) {
            JsonNode bindings = raw(list);
            for (int i = 0; i < bindings.path("items").size(); i++) {
                if (bindings.at("/items/" + i + "/metadata/name").asText().startsWith("chain-")) {
                    most = Math.max(most, all - reaching(without(list, i), climbers));
                }
            }
        }

        assertThat(all).isEqualTo(30);
        assertThat(cut.of()).isEqualTo(30);
        assertThat(cut.chains()).as(cut.toString()).isEqualTo((int) most);
        assertThat(cut.given())
                .hasToString("clusterrole/cluster-admin that clusterrolebinding/chain-admin gives to"
                        + " serviceaccount/chain-a/admin");
    }

    @Test
    void the_first_change_breaks_most_of_the_attack_paths() {
        AttackPaths attack = AttackPaths.of(new KubernetesPlatform().attackSteps(Objects.requireNonNull(snapshot)));

        assertThat(attack.cuts())
                .isNotEmpty()
                .allSatisfy(cut -> assertThat(cut.breaks()).isPositive());
        assertThat(attack.cuts())
                .extracting(cut -> cut.fix().subject() + ": " + cut.fix().words())
                .doesNotContain("clusterrole/cluster-admin: Take * *.* out of it");
    }

    private static SubjectAccessReview asked(Use use) {
        Request request = use.request();
        Principal principal = use.right().principal();
        Identity identity = Identity.of(principal);
        List<String> names = use.right().theRule().names();
        return new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser(identity.user().isEmpty() ? "chain-somebody" : identity.user())
                .withGroups(List.copyOf(identity.groups()))
                .withNewResourceAttributes()
                .withVerb(request.verb())
                .withGroup(request.group())
                .withResource(request.resource())
                .withSubresource(request.subresource())
                .withNamespace(use.right().binding().namespace())
                .withName(names.isEmpty() ? "" : names.get(0))
                .endResourceAttributes()
                .endSpec()
                .build();
    }

    private static Escalation without(String list, int binding) {
        JsonNode fewer = raw(list).deepCopy();
        ((ArrayNode) fewer.path("items")).remove(binding);
        return escalation(key -> key.equals(list) ? fewer : raw(key));
    }

    private static long reaching(Escalation escalation, List<Principal> climbers) {
        return climbers.stream()
                .filter(principal -> escalation
                        .chain(principal, Place.CLUSTER)
                        .filter(chain -> chain.doubt().isEmpty())
                        .isPresent())
                .count();
    }

    private static List<Principal> climbers() {
        return escalation().principals().stream()
                .filter(principal -> principal.toString().contains("chain-"))
                .filter(principal -> !escalation().isAdministrator(principal))
                .toList();
    }

    private static Optional<Chain> of(String holder) {
        Principal found = escalation().principals().stream()
                .filter(principal -> principal.toString().equals(holder))
                .findFirst()
                .orElseThrow();
        return escalation().chain(found, Place.CLUSTER);
    }

    private static Escalation escalation(Function<String, JsonNode> list) {
        // As kubeadm starts the API server.
        return new Escalation(
                Rbac.of(list),
                list,
                new ServerSettings(
                        (namespace, label) -> label,
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(false),
                        Optional.of(false)));
    }

    private static JsonNode raw(String key) {
        return Objects.requireNonNull(snapshot).document(key).json();
    }

    private static Escalation escalation() {
        return Objects.requireNonNull(escalation);
    }

    private static PlantedFile planted() {
        return Objects.requireNonNull(planted);
    }
}
