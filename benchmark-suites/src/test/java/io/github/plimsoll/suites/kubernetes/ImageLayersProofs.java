package io.github.plimsoll.suites.kubernetes;

import static io.github.plimsoll.proof.KubernetesFixture.cluster;

import io.github.plimsoll.fact.kubernetes.KubernetesDocuments;
import io.github.plimsoll.proof.Json;
import io.github.plimsoll.proof.KubernetesFixture;
import io.github.plimsoll.proof.Proofs;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each on a pod that runs an image of which the archive was handed in. */
class ImageLayersProofs extends Proofs {

    ImageLayersProofs() {
        super(ImageLayers.class);
    }

    private static final String KEY = KubernetesDocuments.IMAGE_ARCHIVES;
    private static final String ID = "sha256:" + "a".repeat(64);
    private static final String MANIFEST = "sha256:" + "b".repeat(64);
    private static final String INDEX = "sha256:" + "c".repeat(64);
    private static final String OTHER = "sha256:" + "d".repeat(64);

    /** A pod that may do whatever its image lets it, of an image that is at hand. */
    private static KubernetesFixture running(String imageId) {
        return cluster()
                .pod(
                        "web",
                        pod -> free(pod)
                                .with("spec.containers[0].image", "registry.example.com/web:1")
                                .withJson("status.containerStatuses", "[{name: 'web', imageID: '" + imageId + "'}]"))
                .imageArchives(archived(ID));
    }

    private static Json free(Json pod) {
        return pod.without("spec.containers[0].securityContext").without("spec.securityContext");
    }

    private static Json archived(String id) {
        return KubernetesFixture.archivedImage(id)
                .with("manifests", List.of(MANIFEST))
                .with("indexes", List.of(INDEX))
                .with("names", List.of("registry.example.com/web:1"));
    }

    private static KubernetesFixture image(UnaryOperator<Json> change) {
        return running(ID).imageArchives(change.apply(archived(ID)));
    }

    private static KubernetesFixture holding(String list, String files) {
        return image(image -> image.withJson("contents." + list, files));
    }

    private static KubernetesFixture users(String users) {
        return holding("accounts", "{known: true, users: " + users + "}");
    }

    /** What holds for every control of images. */
    private void dependsOnTheImage() {
        satisfiedBy(running(ID));
        inconclusiveFor(running(OTHER));
        inconclusiveFor(running(ID).unreadable(KEY, "no such file"));
        notApplicableTo(cluster().pod("web"));
        notApplicableTo(running(ID)
                .changed(KubernetesDocuments.PODS, "shop", "web", pod -> pod.with("spec.os.name", "windows")));
        notApplicableTo(running(ID)
                .changed(
                        KubernetesDocuments.PODS,
                        "shop",
                        "web",
                        pod -> pod.with("metadata.annotations.\"kubernetes.io/config.mirror\"", "x"))
                .policy("kubernetes.system-workloads", List.of("pod/shop/*")));
    }

    @Test
    void image_holds_no_secret() {
        String layers = """
                [{number: 1, digest: 'sha256:1', CreatedBy: 'COPY . / # buildkit', filesSearchedInPart: 0, credentialCount: 1, trickCount: 0,
                  tricks: [], credentials: [{path: '/root/.ssh/id_rsa', detail: 'private key', removedBy: 2}]}]""";
        KubernetesFixture bad = holding("layers", layers);
        satisfiedBy(running(ID));
        violatedBy(bad);
        satisfiedBy(bad.policy("docker.secret-files-allowed", List.of("/root/.ssh/*")));
        violatedBy(image(i -> i.with("Config.Env", List.of("DB_PASSWORD=‹redacted›"))));
        violatedBy(image(i -> i.withJson(
                "History", "[{CreatedBy: 'ARG NPM_TOKEN=‹redacted: 40 chars, sha256 salted ab, build value›'}]")));
        inconclusiveFor(image(i -> i.with("History", List.of())));
        isTheOneThatRuns(i -> i.withJson("contents.layers", layers));
    }

    /**
     * By the digest of its configuration, of its manifest or of an index, however a runtime writes it; a name alone says so much that what is
     * found counts.
     */
    private void isTheOneThatRuns(UnaryOperator<Json> fault) {
        for (String runtime : List.of(
                ID,
                ID.substring(7),
                "docker://" + ID,
                "docker-pullable://registry.example.com/web@" + MANIFEST,
                "registry.example.com/web@" + MANIFEST,
                "docker.io/library/import-2026-01-01@" + INDEX)) {
            satisfiedBy(running(runtime));
            violatedBy(running(runtime).imageArchives(fault.apply(archived(ID))));
        }
        // Another image runs by now under the name that it was saved by.
        inconclusiveFor(running(OTHER).imageArchives(fault.apply(archived(ID))));
        inconclusiveFor(running("registry.example.com/web@" + OTHER)
                .imageArchives(fault.apply(archived(ID).with("asPushed", true))));
        // An archive without the manifest of a registry does not tell, so that only what is found counts.
        UnaryOperator<Json> older = image -> image.with("manifests", List.of()).with("indexes", List.of());
        KubernetesFixture pulled = running("registry.example.com/web@" + OTHER);
        inconclusiveFor(pulled.imageArchives(older.apply(archived(ID))));
        violatedBy(pulled.imageArchives(fault.apply(older.apply(archived(ID)))));
        inconclusiveFor(
                pulled.imageArchives(fault.apply(older.apply(archived(ID)).with("names", List.of("web:1")))));
        // Nothing runs yet: what was asked for by digest is certain, what by name is not.
        KubernetesFixture planned = cluster()
                .deployment(
                        "web",
                        web -> web.without("spec.template.spec.containers[0].securityContext")
                                .without("spec.template.spec.securityContext")
                                .with("spec.template.spec.containers[0].image", "registry.example.com/web@" + INDEX));
        satisfiedBy(planned.imageArchives(archived(ID)));
        violatedBy(planned.imageArchives(fault.apply(archived(ID))));
        KubernetesFixture named = cluster()
                .deployment(
                        "web",
                        web -> web.without("spec.template.spec.containers[0].securityContext")
                                .without("spec.template.spec.securityContext")
                                .with("spec.template.spec.containers[0].image", "registry.example.com/web:1"));
        inconclusiveFor(named.imageArchives(archived(ID)));
        violatedBy(named.imageArchives(fault.apply(archived(ID))));
        // An index stands for an image of each architecture, and the node says which it runs.
        KubernetesFixture arm = running("registry.example.com/web@" + INDEX)
                .changed(
                        KubernetesDocuments.NODES,
                        "",
                        "control-plane",
                        node -> node.with("status.nodeInfo.architecture", "arm64"));
        inconclusiveFor(arm.imageArchives(fault.apply(archived(ID))));
        satisfiedBy(arm.imageArchives(fault.apply(archived(ID)), archived(OTHER).with("Architecture", "arm64")));
        violatedBy(arm.imageArchives(archived(ID), fault.apply(archived(OTHER).with("Architecture", "arm64"))));
        inconclusiveFor(running("registry.example.com/web@" + INDEX)
                .unreadable(KubernetesDocuments.NODES, "forbidden")
                .imageArchives(archived(ID), archived(OTHER).with("Architecture", "arm64")));
        // The same image in two archives, of which one breaks off, is at hand all the same.
        satisfiedBy(running(ID)
                .imageArchives(
                        archived(ID).without("contents").with("unreadable", "the archive breaks off"), archived(ID)));
        inconclusiveFor(image(
                i -> i.without("contents").with("unreadable", "the archive cannot be read whole: layer 1 is missing")));
        inconclusiveFor(image(i -> i.with("contents.mismatches", List.of("layer 1 digests to sha256:2"))));
        inconclusiveFor(running(ID).imageArchives());
        inconclusiveFor(running(ID).unreadable(KEY, "no such file"));
        inconclusiveFor(running(ID).unreadable(KubernetesDocuments.PODS, "forbidden"));
    }

    @Test
    void files_run_with_no_rights_of_others() {
        KubernetesFixture su = holding("setuid", "[{path: '/usr/bin/su', mode: '4755', owner: '0:0', layer: 1}]");
        violatedBy(su);
        satisfiedBy(su.policy("docker.setuid-files", List.of("/usr/bin/su")));
        // Under no_new_privs the bit has no effect.
        notApplicableTo(escalating(su, false));
        violatedBy(escalating(su, true));
        inconclusiveFor(image(i -> i.without("contents.setuid")));
        dependsOnTheImage();
    }

    private static KubernetesFixture escalating(KubernetesFixture cluster, boolean allowed) {
        return cluster.changed(
                KubernetesDocuments.PODS,
                "shop",
                "web",
                pod -> pod.with("spec.containers[0].securityContext.allowPrivilegeEscalation", allowed));
    }

    @Test
    void files_give_no_capabilities() {
        KubernetesFixture ping = holding("capabilities", "[{path: '/usr/bin/ping', layer: 1, detail: 'NET_RAW'}]");
        violatedBy(ping);
        satisfiedBy(ping.policy("docker.files-with-capabilities", List.of("/usr/bin/ping")));
        notApplicableTo(escalating(ping, false));
        dependsOnTheImage();
    }

    @Test
    void files_are_not_writable_by_all() {
        KubernetesFixture data = holding(
                "worldWritable", "[{path: '/data', layer: 1, detail: 'directory', mode: '0777', owner: '0:0'}]");
        violatedBy(data);
        satisfiedBy(data.policy("docker.world-writable-paths", List.of("/data")));
        notApplicableTo(data.changed(
                KubernetesDocuments.PODS,
                "shop",
                "web",
                pod -> pod.with("spec.containers[0].securityContext.readOnlyRootFilesystem", true)));
        dependsOnTheImage();
    }

    @Test
    void image_holds_nothing_unneeded() {
        KubernetesFixture nmap = holding("programs", "[{path: '/usr/bin/nmap', layer: 1}]");
        violatedBy(nmap);
        satisfiedBy(nmap.policy("docker.unneeded-programs", List.of("gcc")));
        violatedBy(holding("caches", "[{path: '/var/lib/apt/lists/', files: 20, bytes: 18000000}]"));
        dependsOnTheImage();
    }

    @Test
    void packages_are_verified() {
        violatedBy(holding("unverified", "[{path: '/etc/pip.conf', layer: 1, detail: 'trusted-host'}]"));
        violatedBy(image(i -> i.withJson("History", "[{CreatedBy: 'RUN /bin/sh -c curl -k https://h # buildkit'}]")));
        inconclusiveFor(image(i -> i.with("History", List.of())));
        dependsOnTheImage();
    }

    @Test
    void layers_play_no_tricks() {
        violatedBy(holding("layers", """
                [{number: 1, trickCount: 0, tricks: []},
                 {number: 2, trickCount: 1, tricks: [{path: '/etc/cron.d/x', detail: 'its name leads out of the image'}]}]"""));
        inconclusiveFor(holding("layers", "[{number: 1, trickCount: 3, tricks: []}]"));
        dependsOnTheImage();
    }

    @Test
    void kernel_paths_are_no_links() {
        violatedBy(holding("kernelLinks", "[{path: '/dev', layer: 1, detail: '/etc'}]"));
        dependsOnTheImage();
    }

    @Test
    void only_root_is_root() {
        violatedBy(users("[{name: 'root', uid: 0, login: 'locked'}, {name: 'toor', uid: 0, login: 'locked'}]"));
        inconclusiveFor(holding("accounts", "{known: false, users: []}"));
        dependsOnTheImage();
    }

    @Test
    void users_do_not_get_in_unasked() {
        violatedBy(users("[{name: 'root', uid: 0, login: 'open'}]"));
        satisfiedBy(users("[{name: 'root', uid: 0, login: 'by password'}]"));
        dependsOnTheImage();
    }

    @Test
    void libraries_are_not_preloaded() {
        violatedBy(holding("preload", "[{path: '/etc/ld.so.preload', layer: 2}]"));
        violatedBy(image(i -> i.with("Config.Env", List.of("LD_PRELOAD=‹redacted›"))));
        dependsOnTheImage();
    }

    @Test
    void image_starts_as_ordinary_user() {
        for (String root : List.of("", "0", "root", "toor:app")) {
            violatedBy(image(i -> i.with("Config.User", root)
                    .withJson("contents.accounts", "{known: true, users: [{name: 'toor', uid: 0, login: 'locked'}]}")));
        }
        KubernetesFixture root = image(i -> i.with("Config.User", "root"));
        notApplicableTo(root.changed(
                KubernetesDocuments.PODS, "shop", "web", pod -> pod.with("spec.securityContext.runAsNonRoot", true)));
        notApplicableTo(root.changed(
                KubernetesDocuments.PODS, "shop", "web", pod -> pod.with("spec.securityContext.runAsUser", 0)));
        inconclusiveFor(image(i -> i.with("Config.User", "nobody-there")));
        dependsOnTheImage();
    }
}
