package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Many chains at once, by chance: what is told of them is held against what comes out when each grant is really taken away. */
class ManyChainsTests {

    private static final int CLUSTERS = 15;
    private static final List<String> NAMESPACES = List.of("shop", "bank", "post");
    private static final List<String> EVERYBODY = Stream.concat(
                    Stream.of("group/system:authenticated", "user/u0", "user/u1", "user/u2", "user/u3"),
                    NAMESPACES.stream()
                            .flatMap(namespace -> Stream.of(
                                    "group/system:serviceaccounts:" + namespace,
                                    "serviceaccount/" + namespace + "/a",
                                    "serviceaccount/" + namespace + "/b")))
            .toList();
    private static final List<String> SINGLE = List.of(
            "create pods",
            "create pods/exec",
            "list secrets",
            "create serviceaccounts/token",
            "create serviceaccounts/token named a",
            "impersonate serviceaccounts named b",
            "get pods",
            "get nodes/proxy",
            "patch deployments.apps",
            "create mutatingwebhookconfigurations.admissionregistration.k8s.io");
    private static final List<String> HALVES = List.of(
            "impersonate groups",
            "impersonate users named u0,u1",
            "bind clusterroles.rbac.authorization.k8s.io",
            "bind clusterroles.rbac.authorization.k8s.io named hooks",
            "create rolebindings.rbac.authorization.k8s.io",
            "patch clusterrolebindings.rbac.authorization.k8s.io",
            "escalate clusterroles.rbac.authorization.k8s.io",
            "update clusterroles.rbac.authorization.k8s.io",
            "create persistentvolumes",
            "create persistentvolumeclaims",
            "get secrets named none",
            "create secrets");

    /** @param namespace empty for one of the whole cluster */
    private record Bound(String namespace, String name, List<String> rules, List<String> subjects) {}

    @Test
    void the_grant_that_is_named_stops_most_of_all_grants() {
        Random random = new Random(7);
        int cuts = 0;
        int halved = 0;
        for (int i = 0; i < CLUSTERS; i++) {
            List<Bound> planted = plant(random);
            Escalation escalation = escalation(planted);
            List<Principal> climbers = climbers(escalation);
            long all = reaching(escalation, climbers);
            long most = 0;
            List<Bound> best = List.of();
            for (List<Bound> left : eachTakenAway(planted)) {
                long stopped = all - reaching(escalation(left), climbers);
                if (stopped > most) {
                    most = stopped;
                    best = left;
                }
            }
            Optional<Escalation.Cut> cut = escalation.bestCut(climbers, Place.CLUSTER);

            assertThat(cut.map(Escalation.Cut::chains).orElse(0))
                    .as("%s; named: %s; best: %s", planted, cut, best)
                    .isEqualTo((int) most);
            assertThat(cut.map(Escalation.Cut::of).orElse((int) all)).isEqualTo((int) all);
            if (cut.isPresent()) {
                cuts++;
                halved += cut.get().chains() * 2L >= all && all > 2 ? 1 : 0;
                assertThat(all - reaching(escalation(without(planted, cut.get().given())), climbers))
                        .as("what is stopped without " + cut.get().given())
                        .isEqualTo(most);
            }
        }
        assertThat(cuts).as("clusters in which something can be cut").isGreaterThan(CLUSTERS / 3);
        assertThat(halved).as("clusters in which it is worth much").isPositive();
    }

    @Test
    void chains_are_the_shortest_and_each_grant_in_them_is_real() {
        Random random = new Random(11);
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int i = 0; i < CLUSTERS; i++) {
            List<Bound> planted = plant(random);
            Escalation escalation = escalation(planted);
            Rbac rbac = rbac(fixture(planted).snapshot());
            for (Place goal : List.of(Place.CLUSTER, Place.ANY_NODE)) {
                Map<Place, Integer> shortest = shortest(escalation.ways(), goal);
                for (Principal principal : climbers(escalation)) {
                    Optional<Chain> chain = escalation.chain(principal, goal);
                    assertThat(chain.map(Chain::length).orElse(Integer.MAX_VALUE))
                            .isEqualTo(shortest.getOrDefault(Place.holder(principal), Integer.MAX_VALUE));
                    chain.ifPresent(found -> {
                        lengths.merge(found.length(), 1, Integer::sum);
                        assertIsWalked(found, principal, goal);
                        found.ways().forEach(way -> way.uses().forEach(use -> assertIsReal(rbac, way, use)));
                    });
                }
            }
        }
        assertThat(lengths.keySet()).contains(1, 2, 3, 4);
    }

    private static void assertIsWalked(Chain chain, Principal principal, Place goal) {
        Place at = Place.holder(principal);
        for (Way way : chain.ways()) {
            assertThat(way.from()).isEqualTo(at);
            at = way.to();
        }
        assertThat(at).isEqualTo(goal);
    }

    /** Whoever stands where the way begins is named by the binding, themselves or by a group, and its role allows that. */
    private static void assertIsReal(Rbac rbac, Way way, Use use) {
        Principal holder = rbac.principals()
                .filter(principal -> Place.holder(principal).equals(way.from()))
                .findFirst()
                .orElseThrow();
        List<Principal> names = new ArrayList<>(Identity.of(holder).principals());
        names.add(holder);
        assertThat(names).contains(use.right().principal());
        assertThat(use.right().binding().principals()).contains(use.right().principal());
        assertThat(rbac.allowing(use.right().principal(), use.right().binding(), use.request()))
                .extracting(Right::toString)
                .contains(use.right().toString());
    }

    /** From every place, by trying all ways until nothing gets better. */
    private static Map<Place, Integer> shortest(List<Way> ways, Place goal) {
        Map<Place, Integer> distances = new HashMap<>(Map.of(goal, 0));
        boolean better = true;
        while (better) {
            better = false;
            for (Way way : ways) {
                Integer rest = distances.get(way.to());
                if (rest != null && rest + way.cost() < distances.getOrDefault(way.from(), Integer.MAX_VALUE)) {
                    distances.put(way.from(), rest + way.cost());
                    better = true;
                }
            }
        }
        return distances;
    }

    private static List<Bound> plant(Random random) {
        List<Bound> planted = new ArrayList<>();
        int bindings = 6 + random.nextInt(10);
        for (int i = 0; i < bindings; i++) {
            List<String> rules = new ArrayList<>();
            for (int rule = 0; rule <= random.nextInt(3); rule++) {
                List<String> from = random.nextInt(3) == 0 ? HALVES : SINGLE;
                rules.add(from.get(random.nextInt(from.size())));
            }
            List<String> subjects = new ArrayList<>();
            for (int subject = 0; subject <= random.nextInt(3); subject++) {
                subjects.add(subject(random));
            }
            String namespace = random.nextInt(4) == 0 ? "" : NAMESPACES.get(random.nextInt(3));
            planted.add(new Bound(
                    namespace, "b" + i, rules, subjects.stream().distinct().toList()));
        }
        String admin = "serviceaccount/" + NAMESPACES.get(random.nextInt(3)) + "/b";
        planted.add(new Bound("", "admin", List.of("* *.*"), List.of(admin)));
        return planted;
    }

    private static String subject(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "group/system:authenticated";
            case 1 -> "group/system:serviceaccounts:" + NAMESPACES.get(random.nextInt(3));
            case 2, 3, 4 ->
                "serviceaccount/" + NAMESPACES.get(random.nextInt(3)) + "/" + (random.nextBoolean() ? "a" : "b");
            default -> "user/u" + random.nextInt(4);
        };
    }

    /** All that is left when one binding is gone, or one whom a binding names. */
    private static List<List<Bound>> eachTakenAway(List<Bound> planted) {
        List<List<Bound>> left = new ArrayList<>();
        for (Bound bound : planted) {
            left.add(planted.stream().filter(other -> !other.equals(bound)).toList());
            for (String subject : bound.subjects()) {
                left.add(without(planted, bound.name(), subject));
            }
        }
        return left;
    }

    private static List<Bound> without(List<Bound> planted, Given given) {
        return given.holder()
                .map(holder -> without(planted, given.binding().name(), holder.toString()))
                .orElseGet(() -> planted.stream()
                        .filter(bound -> !bound.name().equals(given.binding().name()))
                        .toList());
    }

    private static List<Bound> without(List<Bound> planted, String binding, String subject) {
        return planted.stream()
                .map(bound -> bound.name().equals(binding)
                        ? new Bound(
                                bound.namespace(),
                                bound.name(),
                                bound.rules(),
                                bound.subjects().stream()
                                        .filter(other -> !other.equals(subject))
                                        .toList())
                        : bound)
                .toList();
    }

    private static KubernetesFixture fixture(List<Bound> planted) {
        KubernetesFixture fixture =
                cluster().clusterRole("hooks", "create mutatingwebhookconfigurations.admissionregistration.k8s.io");
        for (String namespace : NAMESPACES) {
            fixture = fixture.namespace(
                            namespace,
                            object -> object.with(
                                    "metadata.labels.\"pod-security.kubernetes.io/enforce\"",
                                    namespace.equals("post") ? "privileged" : "restricted"))
                    .serviceAccount(namespace, "a", UnaryOperator.identity())
                    .serviceAccount(namespace, "b", UnaryOperator.identity());
        }
        fixture = fixture.deployment("web", web -> web)
                .pod(
                        "tool",
                        pod -> pod.with("spec.serviceAccountName", "a")
                                .withJson(
                                        "spec.volumes",
                                        "[{projected: {sources: [{serviceAccountToken: {path: 'token'}}]}}]"));
        // Whoever has lost a grant is still there, in the groups that everybody is in.
        fixture = fixture.clusterRole("none", "get leases").bind("none", "none", EVERYBODY.toArray(String[]::new));
        for (Bound bound : planted) {
            String[] rules = bound.rules().toArray(String[]::new);
            String[] subjects = bound.subjects().toArray(String[]::new);
            fixture = bound.namespace().isEmpty()
                    ? fixture.clusterRole(bound.name(), rules).bind(bound.name(), bound.name(), subjects)
                    : fixture.role(bound.namespace(), bound.name(), rules)
                            .bindIn(bound.namespace(), bound.name(), "role/" + bound.name(), subjects);
        }
        return fixture;
    }

    private static long reaching(Escalation escalation, List<Principal> climbers) {
        return climbers.stream()
                .filter(principal -> escalation
                        .chain(principal, Place.CLUSTER)
                        .filter(chain -> chain.doubt().isEmpty())
                        .isPresent())
                .count();
    }

    private static List<Principal> climbers(Escalation escalation) {
        return escalation.principals().stream()
                .filter(principal -> !escalation.isAdministrator(principal))
                .filter(principal -> !principal.name().startsWith("system:kube"))
                .toList();
    }

    private static Escalation escalation(List<Bound> planted) {
        Snapshot snapshot = fixture(planted).snapshot();
        return new Escalation(
                rbac(snapshot),
                key -> snapshot.document(key).json(),
                new ServerSettings(
                        (namespace, label) -> label,
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(true),
                        Optional.of(true)));
    }

    private static Rbac rbac(Snapshot snapshot) {
        return Rbac.of(key -> snapshot.document(key).json());
    }
}
