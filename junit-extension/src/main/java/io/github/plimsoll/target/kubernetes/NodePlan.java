package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.UnitDirectories;
import io.github.plimsoll.fact.kubernetes.NetworkPlugins;
import io.github.plimsoll.fact.kubernetes.component.RancherHome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What has to be looked at on one node: the files that its programs are given, where the cluster tells of them, and those that
 * every kind of installation has in the same places.
 */
final class NodePlan {

    /** Directories with all that is below them. */
    static final String TREE = "tree";

    static final String ONE = "one";
    static final String SETTINGS = "settings";

    /** Settings that have keys in them. */
    static final String ENCRYPTION = "encryption";

    /** Units of systemd, and directories of drop-ins to one. */
    static final String UNIT = "unit";

    private static final String DIRECTORY = "Directory";
    private static final String FILE = "File";

    /** Places that a node may have or not. */
    private static final List<String> USUAL = List.of(
            "/etc/kubernetes",
            "/etc/cni/net.d",
            "/var/lib/cni/networks",
            "/var/lib/kubelet/pki",
            "/var/lib/kube-proxy");

    private static final String KUBELET_CONFIG = "/var/lib/kubelet/config.yaml";

    private final Map<String, String> mounts = new TreeMap<>();
    private final Map<String, Set<String>> looks = new LinkedHashMap<>();
    private final Set<String> absent = new LinkedHashSet<>();

    /** Settings that may name other files, by their place on the node. */
    private final Map<String, NamingFile> naming = new LinkedHashMap<>();

    private NodePlan() {}

    /**
     * A plan from what the API tells.
     *
     * @param pods the pods of the node
     * @param kubelet the settings of its kubelet, missing if they are not known
     */
    static NodePlan of(List<JsonNode> pods, JsonNode kubelet) {
        NodePlan plan = new NodePlan();
        plan.mount("/proc", DIRECTORY);
        USUAL.forEach(directory -> plan.mount(directory, DIRECTORY));
        plan.addFile(KUBELET_CONFIG);
        plan.look(TREE, "/etc/kubernetes");
        plan.look(TREE, NetworkPlugins.CONFIGURATION);
        plan.look(SETTINGS, NetworkPlugins.CONFIGURATION);
        plan.look(TREE, "/var/lib/cni/networks");
        plan.look(TREE, "/var/lib/kubelet/pki");
        plan.look(TREE, "/var/lib/kube-proxy");
        for (String units : UnitDirectories.WRITTEN) {
            plan.mount(units, DIRECTORY);
            plan.look(ONE, units + "/kubelet.service");
            plan.look(TREE, units + "/kubelet.service.d");
            plan.look(UNIT, units + "/kubelet.service");
            plan.look(UNIT, units + "/kubelet.service.d");
        }
        for (String setting : List.of("/authentication/x509/clientCAFile", "/tlsCertFile", "/tlsPrivateKeyFile")) {
            String file = kubelet.at(setting).asText("");
            if (file.startsWith("/")) {
                plan.addFile(file);
            }
        }
        String manifests = kubelet.path("staticPodPath").asText("");
        if (manifests.startsWith("/")) {
            plan.mount(manifests, DIRECTORY);
            plan.look(TREE, manifests);
        }
        pods.forEach(plan::addComponent);
        return plan;
    }

    /** Adds what a program is told by its flags, once they are known; true if something new has to be mounted for it. */
    boolean addProcess(List<String> arguments) {
        int before = mounts.size();
        for (FileFlag flag : FileFlag.in(arguments)) {
            if (flag.path().matches("/[^$]+")) {
                mount(flag.path(), flag.isDirectory() ? DIRECTORY : FILE);
                addLook(flag, flag.path(), Map.of("", ""));
            }
        }
        return mounts.size() > before;
    }

    /** Adds what settings name in their turn, once they were read; true if something new has to be looked at. */
    boolean addNamed(JsonNode settings) {
        boolean more = false;
        for (Map.Entry<String, NamingFile> file : naming.entrySet()) {
            for (String named :
                    file.getValue().named(settings.path(file.getKey()).path("content"))) {
                mount(named, FILE);
                more |= look(SETTINGS, named);
            }
        }
        return more;
    }

    /** Adds where k3s or RKE2 keeps what others keep below {@code /etc/kubernetes}, and what it tells its programs. */
    void addHome(RancherHome home, List<String> arguments) {
        if (home.isServer()) {
            for (String directory : List.of(home.pki(), home.credentials())) {
                mount(directory, DIRECTORY);
                look(TREE, directory);
            }
            look(ENCRYPTION, home.credentials() + "/encryption-config.json");
            addFile(home.adminKubeconfig());
        }
        if (home.isMember()) {
            mount(home.etcd(), DIRECTORY);
            look(ONE, home.etcd());
            look(SETTINGS, home.etcd() + "/config");
        }
        addFile(home.kubeletKubeconfig());
        addFile(home.proxyKubeconfig());
        for (String directory : List.of(home.kubeletSettings(), home.network())) {
            mount(directory, DIRECTORY);
            look(TREE, directory);
        }
        look(SETTINGS, home.network());
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).endsWith("-arg")) {
                addProcess(List.of("--" + arguments.get(i + 1).replaceFirst("^--", "")));
            }
        }
    }

    private void addFile(String path) {
        mount(path, FILE);
        look(ONE, path);
    }

    /** What is not there, or is of another kind, so that a pod with it would never start. */
    void drop(String path) {
        mounts.remove(path);
        absent.add(path);
        looks.values()
                .forEach(paths -> paths.removeIf(look -> {
                    boolean gone = look.equals(path) || look.startsWith(path + "/");
                    if (gone) {
                        absent.add(look);
                    }
                    return gone;
                }));
    }

    /** What is not there. */
    Set<String> absent() {
        return absent;
    }

    /** The paths to mount with what they have to be; none below another one. */
    Map<String, String> mounts() {
        Map<String, String> outermost = new LinkedHashMap<>(mounts);
        mounts.forEach((directory, type) -> {
            if (!type.equals(FILE)) {
                outermost.keySet().removeIf(path -> path.startsWith(directory + "/"));
            }
        });
        return outermost;
    }

    /** What to look at, by what has to be known of it. */
    Map<String, Set<String>> looks() {
        return looks;
    }

    /** What to look at, as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        looks.forEach((what, paths) -> paths.forEach(path -> {
            arguments.add(what);
            arguments.add(path);
        }));
        return arguments;
    }

    /** A program of the cluster in a pod of the node's own has the files of its flags from the node. */
    private void addComponent(JsonNode pod) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (JsonNode volume : pod.path("spec").path("volumes")) {
            String source = volume.path("hostPath").path("path").asText("");
            if (!source.isEmpty()) {
                sources.put(volume.path("name").asText(), source);
            }
        }
        for (JsonNode container : pod.path("spec").path("containers")) {
            if (ObjectRedactor.isComponent(container)) {
                Map<String, String> places = new LinkedHashMap<>();
                for (JsonNode mount : container.path("volumeMounts")) {
                    String source = sources.get(mount.path("name").asText());
                    if (source != null) {
                        places.put(trimmed(mount.path("mountPath").asText()), trimmed(source));
                    }
                }
                places.forEach((mounted, source) -> addFlags(container, mounted, source, places));
            }
        }
    }

    private void addFlags(JsonNode container, String mounted, String source, Map<String, String> places) {
        for (String field : List.of("command", "args")) {
            List<String> words = new ArrayList<>();
            container.path(field).forEach(word -> words.add(word.asText()));
            for (FileFlag flag : FileFlag.in(words)) {
                if (flag.path().equals(mounted) || flag.path().startsWith(mounted + "/")) {
                    // That it runs shows that this is there.
                    mount(source, "");
                    addLook(flag, source + flag.path().substring(mounted.length()), places);
                }
            }
        }
    }

    private void addLook(FileFlag flag, String path, Map<String, String> places) {
        if (flag.namesOthers()) {
            naming.put(trimmed(path), new NamingFile(flag.path(), places));
        }
        if (flag.isEncryption()) {
            look(ENCRYPTION, path);
        } else if (flag.isSettings()) {
            look(SETTINGS, path);
        }
        look(flag.isTree() ? TREE : ONE, path);
    }

    private void mount(String path, String type) {
        String trimmed = trimmed(path);
        if (!absent.contains(trimmed)) {
            mounts.putIfAbsent(trimmed, type);
        }
    }

    /** True if it was not looked at yet. */
    private boolean look(String what, String path) {
        String trimmed = trimmed(path);
        return !absent.contains(trimmed)
                && looks.computeIfAbsent(what, key -> new LinkedHashSet<>()).add(trimmed);
    }

    private static String trimmed(String path) {
        return path.replaceFirst("(?<=.)/+$", "");
    }
}
