package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ways that follow by themselves, whoever goes there: what whoever makes a pod gets, whoever is in one, whoever is on a node.
 * What holds of a namespace is one place, so that there are no more ways than there are things.
 */
final class Terrain {

    /** Makes pods of any kind in a namespace, as any of its accounts. */
    static final String MAKING = "pods made in";

    /** Runs commands in every pod of a namespace. */
    static final String INSIDE = "pods entered in";

    /** Acts as any account of a namespace. */
    static final String ACCOUNTS = "accounts of";

    /** Puts containers of any kind into the pods of a namespace. */
    static final String DEBUGGING = "pods debugged in";

    /** Acts under the name of any account of a namespace, whether there is one or not. */
    static final String NAMES = "names of accounts of";

    /** Reads every Secret of a namespace. */
    static final String SECRETS = "secrets of";

    static final Place USERS = passage("any user", "");
    static final Place GROUPS = passage("any group", "");
    /** A user or member of a group by a certificate; there is none for the masters. */
    static final Place CERTIFICATES = passage("any certificate", "");

    static final Place NODES = passage("any node", "");

    /** The namespace of bootstrap tokens. */
    static final String SYSTEM = "kube-system";

    /** Whom a bootstrap token logs in is for whoever makes it to say, within these names. */
    static final Place BOOTSTRAP_TOKENS = passage("any bootstrap token", "");

    /** Has the certificate of a kubelet, of whichever node. */
    static final Place KUBELETS = passage("any kubelet", "");

    private static final String GROUP_OF_NODES = "system:nodes";

    private final Ground ground;
    private final List<Way> ways = new ArrayList<>();

    private Terrain(Ground ground) {
        this.ground = ground;
    }

    static List<Way> of(Ground ground, List<Principal> principals, Companies companies) {
        Terrain terrain = new Terrain(ground);
        ground.namespaces().forEach(terrain::addNamespace);
        terrain.addNodes();
        terrain.addKubelets();
        principals.forEach(terrain::addPrincipal);
        terrain.addBootstrapTokens(principals, companies);
        terrain.add(GROUPS, Place.holder(Principal.group(Identity.MASTERS)), "");
        terrain.add(Place.holder(Principal.group(Identity.MASTERS)), Place.CLUSTER, "");
        ground.namespaces()
                .forEach(namespace -> ground.accounts(namespace)
                        .forEach(account -> terrain.addMemberships(Principal.serviceAccount(namespace, account))));
        return terrain.ways;
    }

    private void addNamespace(String namespace) {
        for (String what : List.of(MAKING, INSIDE, DEBUGGING, NAMES, ACCOUNTS, SECRETS)) {
            add(passage(what, ""), passage(what, namespace), "");
        }
        add(passage(MAKING, namespace), passage(ACCOUNTS, namespace), "");
        ground.doubtOfPods(namespace).ifPresent(doubt -> add(passage(MAKING, namespace), NODES, doubt));
        ground.nodesBehindClaims(namespace).forEach(place -> add(passage(MAKING, namespace), place, ""));
        ground.doubtOfDebugging(namespace)
                .ifPresent(doubt -> RunningPod.nodesWithin(ground.pods(namespace))
                        .forEach(node -> add(passage(DEBUGGING, namespace), Place.node(node), doubt)));
        add(passage(NAMES, namespace), passage(ACCOUNTS, namespace), "");
        for (String account : ground.accounts(namespace)) {
            add(passage(ACCOUNTS, namespace), account(namespace, account), "");
        }
        for (RunningPod pod : ground.pods(namespace)) {
            enter(passage(INSIDE, namespace), pod);
        }
        ground.tokens(namespace)
                .forEach((secret, account) -> add(passage(SECRETS, namespace), account(namespace, account), ""));
    }

    /** What whoever gets into a pod has by that. */
    private void enter(Place from, RunningPod pod) {
        if (!pod.account().isEmpty()) {
            add(from, account(pod.namespace(), pod.account()), "");
        }
        if (pod.isRootOnNode() && !pod.node().isEmpty()) {
            add(from, Place.node(pod.node()), "");
        }
    }

    private void addNodes() {
        ground.nodes().forEach((name, isControlPlane) -> {
            Place node = Place.node(name);
            add(NODES, node, "");
            add(node, Place.ANY_NODE, "");
            if (isControlPlane) {
                add(node, Place.CLUSTER, "");
            }
            // Whoever is root there has the credentials of its kubelet.
            add(node, Place.holder(Principal.group(GROUP_OF_NODES)), "");
            add(node, Place.holder(Principal.user("system:node:" + name)), "");
        });
        if (ground.nodes().isEmpty()) {
            add(NODES, Place.ANY_NODE, "");
        }
        for (RunningPod pod : ground.pods()) {
            if (!pod.account().isEmpty() && !pod.node().isEmpty()) {
                add(Place.node(pod.node()), account(pod.namespace(), pod.account()), "");
            }
        }
    }

    /** A kubelet gets the tokens of the pods on its node; it is not root there by that. */
    private void addKubelets() {
        add(CERTIFICATES, KUBELETS, "");
        add(KUBELETS, Place.holder(Principal.group(GROUP_OF_NODES)), "");
        ServerSettings.doubt(ground.settings().nodeAuthorizer(), "nodes get the tokens of their pods")
                .ifPresent(doubt -> ground.pods().stream()
                        .filter(pod -> !pod.account().isEmpty() && !pod.node().isEmpty())
                        .map(pod -> account(pod.namespace(), pod.account()))
                        .distinct()
                        .forEach(account -> add(KUBELETS, account, doubt)));
    }

    /** One that somebody makes is in as many groups as they like; of one that is there it is not read which. */
    private void addBootstrapTokens(List<Principal> principals, Companies companies) {
        List<Principal> holders =
                principals.stream().filter(BootstrapToken::canBe).toList();
        List<Principal> groups = holders.stream().filter(Principal::isGroup).toList();
        ServerSettings.doubt(ground.settings().bootstrapTokens(), "bootstrap tokens log anybody in")
                .ifPresent(closed -> {
                    holders.forEach(holder -> add(BOOTSTRAP_TOKENS, Place.holder(holder), closed));
                    Stream.concat(
                                    Stream.of(Company.of(Optional.empty(), groups)),
                                    holders.stream()
                                            .filter(holder -> !holder.isGroup())
                                            .map(user -> Company.of(Optional.of(user), groups)))
                            .filter(company -> !company.isOne())
                            .forEach(company -> add(BOOTSTRAP_TOKENS, companies.place(company), closed));
                    for (BootstrapToken token : ground.bootstrapTokens()) {
                        add(passage(SECRETS, SYSTEM), token.place(), "");
                        holders.forEach(holder -> token.doubt(holder)
                                .ifPresent(doubt ->
                                        add(token.place(), Place.holder(holder), closed.isEmpty() ? doubt : closed)));
                    }
                });
    }

    private void addPrincipal(Principal principal) {
        switch (principal.kind()) {
            case USER -> {
                add(USERS, Place.holder(principal), "");
                add(CERTIFICATES, Place.holder(principal), "");
                addMemberships(principal);
            }
            case GROUP -> {
                add(GROUPS, Place.holder(principal), "");
                if (!principal.name().equals(Identity.MASTERS)) {
                    add(CERTIFICATES, Place.holder(principal), "");
                }
                addMemberships(principal);
            }
            case SERVICE_ACCOUNT -> {
                add(CERTIFICATES, Place.holder(principal), ""); // It may bear that name as well.
                // Those that exist are there with their namespaces; one that does not can still be made and acted as.
                if (!ground.accounts(principal.namespace()).contains(principal.name())) {
                    String where = ground.namespaces().contains(principal.namespace()) ? principal.namespace() : "";
                    add(passage(NAMES, where), Place.holder(principal), "");
                    addMemberships(principal);
                }
            }
        }
    }

    /** Whoever is somebody is in the groups that everybody like them is in. */
    private void addMemberships(Principal principal) {
        Set<String> groups = Identity.of(principal).groups();
        for (String group : groups) {
            if (!principal.equals(Principal.group(group))) {
                add(Place.holder(principal), Place.holder(Principal.group(group)), "");
            }
        }
    }

    private static Place account(String namespace, String name) {
        return Place.holder(Principal.serviceAccount(namespace, name));
    }

    private void add(Place from, Place to, String doubt) {
        ways.add(new Way(from, to, List.of(), doubt));
    }
}
