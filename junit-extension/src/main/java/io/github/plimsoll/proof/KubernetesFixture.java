package io.github.plimsoll.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.plimsoll.fact.Snapshot;
import io.github.plimsoll.fact.SnapshotHeader;
import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A Kubernetes cluster, hardened until something is changed. */
public final class KubernetesFixture implements Fixture {

    private final FixtureDocuments documents;
    private final Instant at;

    private KubernetesFixture(FixtureDocuments documents, Instant at) {
        this.documents = documents;
        this.at = at;
    }

    /** A hardened cluster of one node without workloads, with the namespace {@code shop}. */
    public static KubernetesFixture cluster() {
        Map<String, Json> objects = new LinkedHashMap<>();
        objects.put(KubernetesDocuments.VERSION, HardenedCluster.version());
        objects.put(KubernetesDocuments.kubeletConfig("control-plane"), HardenedCluster.kubelet());
        objects.put(KubernetesDocuments.PROBED_PORTS, Json.parse("{ports: []}"));
        Map<String, List<Json>> lists = new LinkedHashMap<>();
        HardenedCluster.LISTS.forEach(list -> lists.put(list, List.of()));
        return new KubernetesFixture(new FixtureDocuments(objects, lists), Instant.parse("2026-01-02T00:00:00Z"))
                .listed(KubernetesDocuments.NODES, HardenedCluster.node("control-plane"))
                .listed(KubernetesDocuments.CUSTOM_RESOURCE_DEFINITIONS, HardenedCluster.verifierDefinition())
                .listed(HardenedCluster.VERIFIERS, HardenedCluster.verifier())
                .namespace("shop")
                .serviceAccount("shop", "default", UnaryOperator.identity())
                .clusterRole("cluster-admin", "* *.*", "* /*")
                .clusterRole("system:public-info-viewer", "get /healthz,/version")
                .bind("cluster-admin", "cluster-admin", "group/system:masters")
                .bind(
                        "system:public-info-viewer",
                        "system:public-info-viewer",
                        "group/system:authenticated",
                        "group/system:unauthenticated");
    }

    /** Adds a hardened namespace. */
    public KubernetesFixture namespace(String name) {
        return namespace(name, UnaryOperator.identity());
    }

    /** Adds a hardened namespace after a change, or changes the one of that name. */
    public KubernetesFixture namespace(String name, UnaryOperator<Json> change) {
        String key = KubernetesDocuments.NAMESPACES;
        return has(key, "", name)
                ? relisted(key, "", name, change)
                : listed(key, change.apply(HardenedCluster.namespace(name)));
    }

    /** Adds a hardened, running pod of no owner to the namespace {@code shop}. */
    public KubernetesFixture pod(String name) {
        return pod(name, UnaryOperator.identity());
    }

    /** Adds a hardened, running pod of no owner to the namespace {@code shop}, after a change. */
    public KubernetesFixture pod(String name, UnaryOperator<Json> change) {
        return listed(KubernetesDocuments.PODS, change.apply(HardenedCluster.pod(name)));
    }

    /** Adds a hardened Deployment without pods to the namespace {@code shop}, after a change. */
    public KubernetesFixture deployment(String name, UnaryOperator<Json> change) {
        return listed(KubernetesDocuments.DEPLOYMENTS, change.apply(HardenedCluster.deployment(name)));
    }

    /** Adds the programs of the control plane as pods of the node, kube-proxy, and what the node tells of them; all hardened. */
    public KubernetesFixture controlPlane() {
        KubernetesFixture fixture = with(documents.withObjects(ControlPlane.documents()))
                .listed(KubernetesDocuments.CONFIG_MAPS, ControlPlane.proxyConfig());
        for (String program : ControlPlane.COMMANDS.keySet()) {
            fixture = fixture.listed(KubernetesDocuments.PODS, ControlPlane.pod(program));
        }
        return fixture;
    }

    /**
     * Sets a flag of a program of the {@link #controlPlane}.
     *
     * @param program for example {@code kube-apiserver}
     * @param value null takes the flag away
     */
    public KubernetesFixture flag(String program, String flag, @Nullable String value) {
        return component(program, pod -> ControlPlane.with(pod, flag, value));
    }

    /** Changes the pod of a program of the {@link #controlPlane}. */
    public KubernetesFixture component(String program, UnaryOperator<Json> change) {
        return changed(KubernetesDocuments.PODS, "kube-system", program + "-" + ControlPlane.NODE, change);
    }

    /** Changes the settings of the kubelet of the {@link #controlPlane}. */
    public KubernetesFixture kubelet(String setting, @Nullable Object value) {
        return document(
                KubernetesDocuments.kubeletConfig(ControlPlane.NODE),
                settings -> value == null
                        ? settings.without("kubeletconfig." + setting)
                        : settings.with("kubeletconfig." + setting, value));
    }

    /** Changes a fact of the node of the {@link #controlPlane}, for example {@link KubernetesDocuments#SETTINGS}. */
    public KubernetesFixture ofNode(String fact, UnaryOperator<Json> change) {
        return document(KubernetesDocuments.ofNode(ControlPlane.NODE, fact), change);
    }

    /** Makes a fact of the node of the {@link #controlPlane} one that could not be collected. */
    public KubernetesFixture unreadableOfNode(String fact) {
        return unreadable(KubernetesDocuments.ofNode(ControlPlane.NODE, fact), "the node was not looked at");
    }

    /** Adds the port of a kubelet, or of another server, after a change of what a look finds there; clients come by its address. */
    public KubernetesFixture serving(String host, int port, UnaryOperator<Json> change) {
        return with(documents.withObject(
                        KubernetesDocuments.probe(host, port), change.apply(HardenedDaemon.probedListener(host, port))))
                .document(
                        KubernetesDocuments.PROBED_PORTS,
                        listing -> listing.plus(
                                "ports",
                                Json.parse("{}")
                                        .with("name", "node/control-plane › port " + port)
                                        .with("host", host)
                                        .with("port", port)
                                        .with("names", List.of(host, "control-plane"))));
    }

    /**
     * Adds a ClusterRole.
     *
     * @param rules for example {@code get,list pods,pods/log}, {@code create deployments.apps}, {@code get secrets named tls} or
     *     {@code get /metrics}
     */
    public KubernetesFixture clusterRole(String name, String... rules) {
        return listed(KubernetesDocuments.CLUSTER_ROLES, HardenedAccess.role("", name, rules));
    }

    /** Adds a Role; its rules as for {@link #clusterRole}. */
    public KubernetesFixture role(String namespace, String name, String... rules) {
        return listed(KubernetesDocuments.ROLES, HardenedAccess.role(namespace, name, rules));
    }

    /**
     * Binds a ClusterRole in the whole cluster.
     *
     * @param subjects for example {@code serviceaccount/dev/builder}, {@code user/alice} or {@code group/ops}
     */
    public KubernetesFixture bind(String name, String clusterRole, String... subjects) {
        return listed(
                KubernetesDocuments.CLUSTER_ROLE_BINDINGS,
                HardenedAccess.binding("", name, "clusterrole/" + clusterRole, subjects));
    }

    /**
     * Binds a role in a namespace.
     *
     * @param role for example {@code role/builder} or {@code clusterrole/edit}
     */
    public KubernetesFixture bindIn(String namespace, String name, String role, String... subjects) {
        return listed(KubernetesDocuments.ROLE_BINDINGS, HardenedAccess.binding(namespace, name, role, subjects));
    }

    /** Adds a service account that mounts no token of itself, after a change, or changes the one of that name. */
    public KubernetesFixture serviceAccount(String namespace, String name, UnaryOperator<Json> change) {
        String key = KubernetesDocuments.SERVICE_ACCOUNTS;
        return has(key, namespace, name)
                ? relisted(key, namespace, name, change)
                : listed(key, change.apply(HardenedAccess.serviceAccount(namespace, name)));
    }

    /**
     * Adds an object.
     *
     * @param list the key of its list, for example {@link KubernetesDocuments#CLUSTER_ROLES}
     * @param json the object as JSON text, in which names need no quotes and single quotes may stand for double ones
     */
    public KubernetesFixture object(String list, String json) {
        return listed(list, Json.parse(json));
    }

    /** Adds an object. */
    public KubernetesFixture object(String list, Json object) {
        return listed(list, object);
    }

    /** Changes an object that is there. */
    public KubernetesFixture changed(String list, String namespace, String name, UnaryOperator<Json> change) {
        if (!has(list, namespace, name)) {
            throw new IllegalArgumentException("no " + list + " " + namespace + "/" + name);
        }
        return relisted(list, namespace, name, change);
    }

    /** Takes an object away that is there. */
    public KubernetesFixture without(String list, String namespace, String name) {
        return changed(list, namespace, name, object -> object)
                .relisted(list, objects -> objects.removeIf(object -> object.isObject(namespace, name)));
    }

    /** Hands in archives of these images and no others, as {@link #archivedImage} makes them. */
    public KubernetesFixture imageArchives(Json... images) {
        Json document = Json.parse("{place: '/srv/images', images: [], unread: []}");
        for (Json image : images) {
            document = document.plus("images", image);
        }
        return with(documents.withObject(KubernetesDocuments.IMAGE_ARCHIVES, document));
    }

    /**
     * A hardened image in an archive of its own.
     *
     * @param id what its configuration digests to
     */
    public static Json archivedImage(String id) {
        return Json.parse("""
                        {file: 'images.tar', manifests: [], indexes: [], names: [], asPushed: false, Os: 'linux', Architecture: 'amd64',
                         Config: {User: '10001', Env: ['PATH=/bin']}, History: [{CreatedBy: 'COPY app /app # buildkit'}]}
                        """)
                .with("Id", id)
                .with("contents", HardenedContainer.contents().node());
    }

    /** Sets a document that is no list. */
    public KubernetesFixture document(String key, String json) {
        return with(documents.withObject(key, Json.parse(json)));
    }

    /** Changes a document that is there and no list. */
    public KubernetesFixture document(String key, UnaryOperator<Json> change) {
        return with(documents.changed(key, change));
    }

    /** Makes a document one that could not be collected. */
    public KubernetesFixture unreadable(String key, String reason) {
        return with(documents.unreadable(key, reason));
    }

    /** The same cluster seen at another time. */
    public KubernetesFixture at(Instant time) {
        return new KubernetesFixture(documents, time);
    }

    private boolean has(String list, String namespace, String name) {
        return documents.list(list).stream().anyMatch(object -> object.isObject(namespace, name));
    }

    private KubernetesFixture listed(String list, Json object) {
        return relisted(list, objects -> objects.add(object));
    }

    private KubernetesFixture relisted(String list, String namespace, String name, UnaryOperator<Json> change) {
        return relisted(
                list,
                objects ->
                        objects.replaceAll(object -> object.isObject(namespace, name) ? change.apply(object) : object));
    }

    private KubernetesFixture relisted(String list, Consumer<List<Json>> change) {
        return with(documents.relisted(list, change));
    }

    private KubernetesFixture with(FixtureDocuments changed) {
        return new KubernetesFixture(changed, at);
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(
                new SnapshotHeader(
                        "fixture",
                        "kubernetes",
                        "https://10.0.0.1:6443",
                        "made up for a proof",
                        "Kubernetes",
                        version(),
                        "fixture",
                        at,
                        "proof",
                        0,
                        List.of()),
                documents.documents(
                        entries -> JsonNodeFactory.instance.objectNode().set("items", entries)));
    }

    private String version() {
        return documents
                .object(KubernetesDocuments.VERSION)
                .orElseThrow()
                .node()
                .path("gitVersion")
                .asText();
    }
}
