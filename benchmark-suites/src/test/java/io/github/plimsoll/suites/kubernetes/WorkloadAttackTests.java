package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.attack.AttackPath;
import io.github.plimsoll.attack.AttackPaths;
import io.github.plimsoll.attack.Cut;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.fact.kubernetes.KubernetesPlatform;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From outside and from neighbours into workloads, and out of them: to the account of their token, to their node. */
class WorkloadAttackTests {

    private static final String OPEN =
            "{type: 'LoadBalancer', allocateLoadBalancerNodePorts: false, selector: {app: 'web'}, ports: [{port: 80}]}";

    @Test
    void whoever_takes_the_shop_owns_the_cluster() {
        AttackPaths paths = paths(shop(OPEN, web -> web.with("spec.template.spec.automountServiceAccountToken", true))
                .bind("web", "cluster-admin", "serviceaccount/shop/web"));

        assertThat(paths.paths().get(0).sentence())
                .isEqualTo("deployment/shop/web → serviceaccount/shop/web: service/shop/front leads to it from a load"
                        + " balancer that is open to everybody; deployment/shop/web mounts its token; may * *.* in the"
                        + " cluster (clusterrolebinding/web): whoever takes over deployment/shop/web once it runs, then"
                        + " acts as serviceaccount/shop/web owns this cluster");
        assertThat(paths.paths().get(0).isCertain()).isTrue();
        assertThat(paths.cuts())
                .extracting(Cut::breaks)
                .first()
                .isEqualTo(paths.cuts().get(0).of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {type: 'NodePort', selector: {app: 'web'}}                                            | from a port of every node
            {selector: {app: 'web'}, externalIPs: ['192.0.2.1']}                                  | from addresses 192.0.2.1
            {type: 'LoadBalancer', selector: {app: 'web'}, loadBalancerSourceRanges: ['0.0.0.0/0']} | from a load balancer
            {type: 'LoadBalancer', selector: {app: 'web'}, loadBalancerSourceRanges: ['192.0.2.0/24']} | from a port of every node
            """)
    void other_ways_in(String service, String words) {
        assertThat(sentences(shop(service, WorkloadAttackTests::privileged)))
                .singleElement()
                .asString()
                .contains(words)
                .endsWith("whoever takes over deployment/shop/web once it runs is root on a node");
    }

    @Test
    void an_ingress_and_a_port_of_the_node_lead_in() {
        KubernetesFixture behind = shop("{selector: {app: 'web'}}", WorkloadAttackTests::privileged);

        assertThat(sentences(behind)).singleElement().asString().doesNotContain("leads to it");
        assertThat(
                        sentences(
                                behind.object(
                                        KubernetesDocuments.INGRESSES,
                                        "{metadata: {namespace: 'shop', name: 'all'}, spec: {defaultBackend: {service: {name: 'front'}}}}")))
                .singleElement()
                .asString()
                .contains("service/shop/front leads to it from ingress/shop/all");
        assertThat(sentences(shop(
                        "{}",
                        web -> privileged(web)
                                .withJson(
                                        "spec.template.spec.containers[0].ports",
                                        "[{containerPort: 80, hostPort: 8080}]"))))
                .singleElement()
                .asString()
                .contains("port 8080 of its node leads to it");
        assertThat(sentences(shop(
                        "{}",
                        web -> privileged(web)
                                .with("spec.template.spec.hostNetwork", true)
                                .withJson("spec.template.spec.containers[0].ports", "[{containerPort: 80}]"))))
                .singleElement()
                .asString()
                .contains("port 80 of its node leads to it");
    }

    @Test
    void a_port_of_the_nodes_is_a_second_way_past_the_load_balancer() {
        AttackPaths paths = paths(shop(OPEN.replace(" false,", " true,"), WorkloadAttackTests::privileged));

        assertThat(paths.paths().get(0).sentence()).contains("open to everybody (or 1 other way)");
        assertThat(paths.cuts())
                .as("to name networks would leave it")
                .noneMatch(cut -> cut.fix().words().contains("name the networks"));
    }

    @Test
    void what_traefik_leads_to_is_reached_and_what_only_the_node_reaches_is_not() {
        KubernetesFixture behind = shop("{selector: {app: 'web'}}", WorkloadAttackTests::privileged)
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: 'ingressroutes.traefik.io'}, spec: {group: 'traefik.io', names: {plural: 'ingressroutes'},"
                                + " versions: [{name: 'v1alpha1', served: true, storage: true}]}}");

        assertThat(
                        sentences(
                                behind.object(
                                        "/apis/traefik.io/v1alpha1/ingressroutes",
                                        "{metadata: {namespace: 'shop', name: 'all'}, spec: {routes: [{services: [{name: 'front'}]}]}}")))
                .singleElement()
                .asString()
                .contains("service/shop/front leads to it from ingressroute/shop/all");
        assertThat(paths(behind.unreadable("/apis/traefik.io/v1alpha1/ingressroutes", "the server answers 403"))
                        .paths())
                .as("a workload that may be reached from outside")
                .hasSize(1);
        assertThat(sentences(shop(
                        "{}",
                        web -> privileged(web)
                                .withJson(
                                        "spec.template.spec.containers[0].ports",
                                        "[{containerPort: 80, hostPort: 8080, hostIP: '127.0.0.1'}]"))))
                .singleElement()
                .asString()
                .doesNotContain("8080");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {type: 'LoadBalancer', selector: {app: 'web'}, loadBalancerSourceRanges: ['192.0.2.0/24'], allocateLoadBalancerNodePorts: false}
            {type: 'LoadBalancer', selector: {app: 'other'}}
            {selector: {app: 'web'}}
            {type: 'NodePort'}
            """)
    void what_leads_nobody_in_is_no_entrance(String service) {
        assertThat(sentences(shop(service, WorkloadAttackTests::privileged)))
                .singleElement()
                .asString()
                .as("whoever breaks in by something else")
                .startsWith("deployment/shop/web: web is privileged");
    }

    @Test
    void a_workload_without_power_and_token_leads_nowhere() {
        assertThat(sentences(shop(OPEN, UnaryOperator.identity()))).isEmpty();
    }

    @Test
    void a_pod_that_is_there_leads_to_its_node_and_to_all_that_is_on_it() {
        KubernetesFixture cluster = cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {namespace: 'shop', name: 'front'}, spec: " + OPEN + "}")
                .pod(
                        "web",
                        web -> web.without("spec.securityContext")
                                .withJson("spec.volumes", "[{name: 'v', hostPath: {path: '/var/run/docker.sock'}}]"))
                .object(
                        KubernetesDocuments.PODS,
                        "{metadata: {namespace: 'shop', name: 'beside'}, spec: {nodeName: 'control-plane', serviceAccountName: 'ops',"
                                + " volumes: [{projected: {sources: [{serviceAccountToken: {path: 't'}}]}}],"
                                + " containers: [{name: 'app', image: 'a'}]}, status: {phase: 'Running'}}")
                .bind("ops", "cluster-admin", "serviceaccount/shop/ops");

        assertThat(sentences(cluster))
                .contains(
                        "pod/shop/web: service/shop/front leads to it from a load balancer that is open to everybody; mounts"
                                + " /var/run/docker.sock of its node: whoever takes over pod/shop/web is root on a node")
                .anySatisfy(
                        sentence -> assertThat(sentence)
                                .startsWith("pod/shop/web → node/control-plane → serviceaccount/shop/ops: ")
                                .endsWith(
                                        "then is root on node/control-plane, then acts as serviceaccount/shop/ops owns this cluster"))
                .as("an administrator has no need of other ways")
                .hasSize(2);
        assertThat(sentences(cluster.changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("metadata.labels.\"node-role.kubernetes.io/control-plane\"", ""))))
                .contains(
                        "pod/shop/web → node/control-plane: service/shop/front leads to it from a load balancer that is"
                                + " open to everybody; mounts /var/run/docker.sock of its node: whoever takes over pod/shop/web,"
                                + " then is root on node/control-plane owns this cluster");
    }

    @Test
    void a_claim_that_stands_for_a_path_of_the_node_leads_there() {
        KubernetesFixture claiming = shop(
                OPEN,
                web -> web.without("spec.template.spec.securityContext")
                        .without("spec.template.spec.containers[0].securityContext")
                        .withJson(
                                "spec.template.spec.volumes",
                                "[{name: 'd', persistentVolumeClaim: {claimName: 'data'}}]"));
        String volume =
                "{metadata: {name: 'v'}, spec: {hostPath: {path: '%s'}, claimRef: {namespace: '%s', name: 'data'}}}";

        assertThat(sentences(claiming)).isEmpty();
        assertThat(sentences(claiming.object(
                        KubernetesDocuments.PERSISTENT_VOLUMES, volume.formatted("/var/lib/kubelet/pki", "shop"))))
                .singleElement()
                .asString()
                .contains("mounts /var/lib/kubelet/pki of its node")
                .endsWith("is root on a node");
        assertThat(sentences(claiming.object(
                        KubernetesDocuments.PERSISTENT_VOLUMES, volume.formatted("/var/lib/kubelet/pki", "bank"))))
                .as("the claim of another namespace")
                .isEmpty();
        assertThat(sentences(
                        claiming.object(KubernetesDocuments.PERSISTENT_VOLUMES, volume.formatted("/srv/data", "shop"))))
                .isEmpty();
        assertThat(paths(claiming.unreadable(KubernetesDocuments.PERSISTENT_VOLUMES, "HTTP 403"))
                        .paths())
                .isNotEmpty()
                .noneMatch(AttackPath::isCertain);
    }

    @Test
    void a_neighbour_leads_on_unless_a_policy_keeps_it_out() {
        KubernetesFixture cluster = neighbours();

        AttackPaths open = paths(cluster);
        assertThat(open.paths())
                .extracting(AttackPath::sentence)
                .contains(
                        "deployment/shop/web → pod/bank/agent: service/shop/front leads to it from a load balancer that"
                                + " is open to everybody; every pod reaches pod/bank/agent; app has the capability SYS_ADMIN:"
                                + " whoever takes over deployment/shop/web once it runs, then takes over pod/bank/agent is root"
                                + " on a node");
        assertThat(
                        sentences(
                                cluster.object(
                                        KubernetesDocuments.NETWORK_POLICIES,
                                        "{metadata: {namespace: 'bank', name: 'none'}, spec: {podSelector: {}, policyTypes: ['Ingress']}}")))
                .as("nobody reaches it")
                .noneMatch(sentence -> sentence.contains("every pod reaches"));
        assertThat(
                        sentences(
                                cluster.object(
                                        KubernetesDocuments.NETWORK_POLICIES,
                                        "{metadata: {namespace: 'shop', name: 'none'}, spec: {podSelector: {}, policyTypes: ['Egress']}}")))
                .as("the first gets nowhere")
                .noneMatch(sentence -> sentence.contains("every pod reaches"));
    }

    @Test
    void what_policies_of_other_kinds_deny_or_open_is_not_certain() {
        String entities = "{metadata: {namespace: 'shop', name: 'p'}, spec: {%s: [{%sEntities: ['%s']}]}}";
        KubernetesFixture open = shop(OPEN, WorkloadAttackTests::privileged)
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: 'ciliumnetworkpolicies.cilium.io'}, spec: {group: 'cilium.io', names: {plural:"
                                + " 'ciliumnetworkpolicies'}, versions: [{name: 'v2', served: true, storage: true}]}}");
        String list = "/apis/cilium.io/v2/ciliumnetworkpolicies";

        assertThat(paths(open.object(
                                list,
                                entities.formatted("ingress", "from", "host").replace("'shop'", "'lab'")))
                        .paths())
                .singleElement()
                .satisfies(path -> assertThat(path.sentence()).startsWith("deployment/shop/web: service/shop/front"))
                .matches(AttackPath::isCertain);
        assertThat(sentences(open.object(list, entities.formatted("ingress", "from", "host"))))
                .singleElement()
                .asString()
                .as("what comes from outside may be denied, so that a flaw of its own is the surer way")
                .startsWith("deployment/shop/web: web is privileged");

        KubernetesFixture closed = neighbours()
                .object(
                        KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS,
                        "{metadata: {name: 'ciliumnetworkpolicies.cilium.io'}, spec: {group: 'cilium.io', names: {plural:"
                                + " 'ciliumnetworkpolicies'}, versions: [{name: 'v2', served: true, storage: true}]}}")
                .object(
                        KubernetesDocuments.NETWORK_POLICIES,
                        "{metadata: {namespace: 'bank', name: 'none'}, spec: {podSelector: {}, policyTypes: ['Ingress']}}");
        String toBank = "'bank', name: 'p'}, spec: {ingress: [{fromEntities: ['%s']}]}}";
        String reached = "every pod reaches pod/bank/agent";
        assertThat(conditions(closed.object(list, "{metadata: {namespace: " + toBank.formatted("host"))))
                .noneMatch(condition -> condition.words().equals(reached));
        assertThat(conditions(closed.object(list, "{metadata: {namespace: " + toBank.formatted("cluster"))))
                .filteredOn(condition -> condition.words().equals(reached))
                .singleElement()
                .matches(condition -> !condition.isCertain());
    }

    private static List<Condition> conditions(KubernetesFixture cluster) {
        return new KubernetesPlatform()
                .attackSteps(cluster.snapshot()).stream()
                        .flatMap(step -> step.conditions().stream())
                        .toList();
    }

    @Test
    void a_token_in_a_secret_that_a_pod_is_given_is_held_like_one_of_its_own() {
        KubernetesFixture cluster = shop(
                        OPEN,
                        web -> web.withJson("spec.template.spec.volumes", "[{name: 'v', secret: {secretName: 'old'}}]"))
                .serviceAccount("shop", "ops", UnaryOperator.identity())
                .bind("ops", "cluster-admin", "serviceaccount/shop/ops");
        String secret =
                "{metadata: {namespace: 'shop', name: 'old', annotations: {'kubernetes.io/service-account.name': 'ops'}},"
                        + " type: '%s'}";

        assertThat(sentences(cluster.object(
                        KubernetesDocuments.SECRETS, secret.formatted("kubernetes.io/service-account-token"))))
                .singleElement()
                .asString()
                .startsWith("deployment/shop/web → serviceaccount/shop/ops: service/shop/front leads to it")
                .endsWith("acts as serviceaccount/shop/ops owns this cluster");
        assertThat(sentences(cluster.object(KubernetesDocuments.SECRETS, secret.formatted("Opaque"))))
                .isEmpty();
        assertThat(paths(cluster.unreadable(KubernetesDocuments.SECRETS, "the server answers 403"))
                        .paths())
                .isNotEmpty()
                .noneMatch(AttackPath::isCertain);
        assertThat(sentences(shop(
                                OPEN,
                                web -> web.withJson(
                                        "spec.template.spec.containers[0].envFrom", "[{secretRef: {name: 'old'}}]"))
                        .serviceAccount("shop", "ops", UnaryOperator.identity())
                        .bind("ops", "cluster-admin", "serviceaccount/shop/ops")
                        .object(KubernetesDocuments.SECRETS, secret.formatted("kubernetes.io/service-account-token"))))
                .as("in variables")
                .singleElement()
                .asString()
                .contains("serviceaccount/shop/ops");
    }

    /** A shop that everybody reaches, and a pod of a bank that is root on its node. */
    private static KubernetesFixture neighbours() {
        return shop(OPEN, UnaryOperator.identity())
                .namespace("bank")
                .object(
                        KubernetesDocuments.PODS,
                        "{metadata: {namespace: 'bank', name: 'agent', labels: {app: 'agent'}}, spec: {nodeName: 'worker',"
                                + " containers: [{name: 'app', image: 'a', ports: [{containerPort: 1}],"
                                + " securityContext: {capabilities: {add: ['SYS_ADMIN']}}}]}, status: {phase: 'Running'}}");
    }

    @Test
    void what_policies_may_keep_out_and_what_is_not_root_is_not_certain() {
        KubernetesFixture isolated = shop(OPEN, WorkloadAttackTests::privileged)
                .object(
                        KubernetesDocuments.NETWORK_POLICIES,
                        "{metadata: {namespace: 'shop', name: 'none'}, spec: {podSelector: {}, policyTypes: ['Ingress']}}");
        KubernetesFixture notRoot =
                shop(OPEN, web -> privileged(web).with("spec.template.spec.securityContext.runAsNonRoot", true));

        assertThat(paths(notRoot).paths()).hasSize(1).noneMatch(AttackPath::isCertain);
        assertThat(paths(isolated).paths())
                .hasSize(1)
                .allMatch(AttackPath::isCertain)
                .allMatch(path -> path.sentence().startsWith("deployment/shop/web: web is privileged"));
        assertThat(paths(shop(OPEN, WorkloadAttackTests::privileged)
                                .unreadable(KubernetesDocuments.SERVICES, "the server answers 403"))
                        .paths())
                .hasSize(1);
    }

    @Test
    void parts_of_the_cluster_itself_have_power_by_their_nature() {
        KubernetesFixture cluster = cluster()
                .object(
                        KubernetesDocuments.DAEMON_SETS,
                        "{metadata: {namespace: 'kube-system', name: 'kube-proxy'}, spec: {template: {metadata: {labels: {app: 'p'}}, spec:"
                                + " {containers: [{name: 'app', image: 'a', securityContext: {privileged: true}}]}}}}");

        assertThat(paths(cluster).paths()).isEmpty();
        assertThat(
                        sentences(
                                cluster.object(
                                        KubernetesDocuments.SERVICES,
                                        "{metadata: {namespace: 'kube-system', name: 'p'}, spec: {type: 'NodePort', selector: {app: 'p'}}}")))
                .singleElement()
                .asString()
                .contains("service/kube-system/p leads to it from a port of every node; app is privileged");
    }

    @Test
    void ports_that_let_strangers_in_lead_to_the_node_and_to_everything() {
        KubernetesFixture kubelet = cluster()
                .serving(
                        "10.0.0.1",
                        10250,
                        port -> port.withJson(
                                "tls.withoutCertificate", "{outcome: 'answered', status: 200, headers: {}}"));

        assertThat(sentences(cluster().serving("10.0.0.1", 10250, UnaryOperator.identity())))
                .isEmpty();
        assertThat(sentences(kubelet))
                .contains(
                        "node/control-plane › port 10250 lets strangers in: whoever reaches this cluster over the network"
                                + " is root on a node");
        UnaryOperator<Json> open =
                port -> port.withJson("tls.withoutCertificate", "{outcome: 'answered', status: 200, headers: {}}");
        assertThat(sentences(cluster().serving("10.0.0.1", 11250, open)))
                .as("a kubelet at another port")
                .singleElement()
                .asString()
                .contains("port 11250 lets strangers in");
        assertThat(sentences(cluster().serving("10.0.0.1", 10255, open)))
                .as("it only tells")
                .isEmpty();
        assertThat(sentences(cluster().serving("10.0.0.1", 2379, open)))
                .singleElement()
                .asString()
                .endsWith("owns this cluster");
        assertThat(paths(cluster().unreadable(KubernetesDocuments.PROBED_PORTS, "-Dprobes=off"))
                        .paths())
                .hasSize(1)
                .noneMatch(AttackPath::isCertain);
    }

    @Test
    void workloads_that_could_not_be_listed_are_not_left_out() {
        assertThat(paths(cluster().unreadable(KubernetesDocuments.DEPLOYMENTS, "the server answers 403"))
                        .paths())
                .isNotEmpty()
                .noneMatch(AttackPath::isCertain);
    }

    private static Json privileged(Json deployment) {
        return deployment
                .with("spec.template.spec.containers[0].securityContext.privileged", true)
                .without("spec.template.spec.securityContext")
                .without("spec.template.spec.containers[0].securityContext.runAsNonRoot")
                .without("spec.template.spec.containers[0].securityContext.runAsUser");
    }

    private static KubernetesFixture shop(String service, UnaryOperator<Json> change) {
        return cluster()
                .object(
                        KubernetesDocuments.SERVICES,
                        "{metadata: {namespace: 'shop', name: 'front'}, spec: " + service + "}")
                .deployment("web", change);
    }

    private static List<String> sentences(KubernetesFixture cluster) {
        return paths(cluster).paths().stream().map(AttackPath::sentence).toList();
    }

    private static AttackPaths paths(KubernetesFixture cluster) {
        return AttackPaths.of(new KubernetesPlatform().attackSteps(cluster.snapshot()));
    }
}
