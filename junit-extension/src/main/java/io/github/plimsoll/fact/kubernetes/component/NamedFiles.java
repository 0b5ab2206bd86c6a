package io.github.plimsoll.fact.kubernetes.component;

import io.github.plimsoll.fact.Absent;
import io.github.plimsoll.fact.Platform.Found;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Files of nodes that the flags of the control plane's programs name, wherever they are. */
public enum NamedFiles {
    KUBECONFIGS("(authentication-|authorization-)?kubeconfig"),
    CERTIFICATES(
            "(tls-|peer-|proxy-client-|cluster-signing-(.+-)?)?cert-file|(trusted-|peer-trusted-|root-|client-|requestheader-client-)ca-file"
                    + "|etcd-cafile|etcd-certfile|kubelet-client-certificate|kubelet-certificate-authority"),
    PRIVATE_KEYS(
            "(peer-|tls-private-|proxy-client-|cluster-signing-(.+-)?|service-account-signing-|service-account-private-)?key-file"
                    + "|etcd-keyfile|kubelet-client-key"),
    TOKEN_KEYS("service-account-key-file");

    /** Neither redacted nor a variable. */
    private static final Pattern KNOWN = Pattern.compile("/[^$\u2039]+");

    private static final List<Function<Reading, List<? extends Found<? extends Component>>>> PROGRAMS =
            List.of(ApiServer::locate, ControllerManager::locate, Scheduler::locate, Etcd::locate);

    private final Pattern flags;

    NamedFiles(String flags) {
        this.flags = Pattern.compile(flags);
    }

    /** Their paths on one node; a program that is not seen, or tells nothing of its flags, names none. */
    public List<String> on(Reading snapshot, String node) {
        return snapshot.derived(ByNode.class, ByNode::read).named().getOrDefault(node, List.of()).stream()
                .filter(file -> flags.matcher(file.flag()).matches())
                .map(File::path)
                .distinct()
                .toList();
    }

    private record File(String flag, String path) {}

    /** All files that are named, by their node; looked for once. */
    private record ByNode(Map<String, List<File>> named) {

        static ByNode read(Reading snapshot) {
            Map<String, List<File>> named = new HashMap<>();
            for (Function<Reading, List<? extends Found<? extends Component>>> program : PROGRAMS) {
                for (Component component : components(snapshot, program)) {
                    component
                            .givenFlags()
                            .forEach((flag, given) -> given.stream()
                                    .flatMap(path -> component.ofNode(path).stream())
                                    .filter(path -> KNOWN.matcher(path).matches())
                                    .forEach(path -> named.computeIfAbsent(component.node(), node -> new ArrayList<>())
                                            .add(new File(flag, path))));
                }
            }
            return new ByNode(named);
        }

        private static List<Component> components(
                Reading snapshot, Function<Reading, List<? extends Found<? extends Component>>> program) {
            List<Component> components = new ArrayList<>();
            try {
                for (Found<? extends Component> found : program.apply(snapshot)) {
                    components.add(Components.open(found, snapshot));
                }
            } catch (Absent | Unreadable e) {
                // Controls of the program itself say so, and whoever finds no file at all has to look why.
                return components;
            }
            return components;
        }
    }
}
