package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Identity;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The ways that one holder can take by their rights: those of their own, with those of their groups to help where one is not enough. */
final class Climber {

    private static final String CLUSTER_ROLES = "clusterroles.rbac.authorization.k8s.io";
    private static final String ROLES = "roles.rbac.authorization.k8s.io";
    private static final String CSRS = "certificatesigningrequests.certificates.k8s.io";
    private static final String WEBHOOKS = "mutatingwebhookconfigurations.admissionregistration.k8s.io";

    private static final List<String> MAKE_PODS = List.of(
            "create pods",
            "create deployments.apps",
            "create daemonsets.apps",
            "create statefulsets.apps",
            "create replicasets.apps",
            "create replicationcontrollers",
            "create jobs.batch",
            "create cronjobs.batch");
    private static final List<String> ENTER_PODS = List.of(
            "create pods/exec",
            "get pods/exec",
            "create pods/attach",
            "get pods/attach",
            "update pods/ephemeralcontainers",
            "patch pods/ephemeralcontainers",
            "update pods",
            "patch pods");
    private static final List<String> READ_SECRETS = List.of("get secrets", "list secrets", "watch secrets");
    private static final List<String> BECOME = List.of("impersonate users", "impersonate serviceaccounts");

    private final Rbac rbac;
    private final Ground ground;
    private final Principal principal;
    private final Identity identity;
    private final Place here;
    private final List<Way> ways = new ArrayList<>();

    private Climber(Rbac rbac, Ground ground, Principal principal) {
        this.rbac = rbac;
        this.ground = ground;
        this.principal = principal;
        this.identity = Identity.of(principal);
        this.here = Place.holder(principal);
    }

    static List<Way> ways(Rbac rbac, Ground ground, Principal principal) {
        Climber climber = new Climber(rbac, ground, principal);
        for (Binding binding : rbac.bindingsNaming(principal)) {
            climber.through(binding);
        }
        return climber.ways;
    }

    /** Each way begins with a right that this binding gives; whatever else it takes may come from elsewhere. */
    private void through(Binding binding) {
        uses(binding, "* *.*").filter(use -> binding.isOfCluster()).ifPresent(use -> add(Place.CLUSTER, use));
        makePods(binding);
        enterPods(binding);
        readSecrets(binding);
        becomeAccounts(binding);
        if (binding.isOfCluster()) {
            becomeOthers(binding);
            signCertificates(binding);
            rewriteObjects(binding);
            mountNode(binding);
            each(binding, List.of("get nodes/proxy", "create nodes/proxy"), (use, names) -> {
                if (names.isEmpty()) {
                    add(Terrain.NODES, use);
                }
                names.stream().filter(ground.nodes()::containsKey).forEach(name -> add(Place.node(name), use));
            });
        }
        bindRoles(binding);
        extendRoles(binding);
    }

    private void makePods(Binding binding) {
        for (String request : MAKE_PODS) {
            Optional<Use> made = uses(binding, request);
            if (made.isPresent()) {
                add(passage(Terrain.MAKING, binding.namespace()), made.get());
                openNamespace(binding, made.get());
                return;
            }
        }
        for (String resource : new TreeSet<>(Ground.TEMPLATES.keySet())) {
            each(
                    binding,
                    List.of("update " + resource, "patch " + resource),
                    (use, names) -> namespaces(binding).stream()
                            .filter(namespace -> ground.hasTemplate(resource, namespace, names))
                            .forEach(namespace -> add(passage(Terrain.MAKING, namespace), use)));
        }
    }

    /** What a namespace refuses is a label of it, and a new one refuses nothing. */
    private void openNamespace(Binding binding, Use makingPods) {
        for (String request : List.of("update namespaces", "patch namespaces")) {
            with(request, binding.namespace())
                    .filter(use -> binding.isOfCluster() || allowsName(use, binding.namespace()))
                    .ifPresent(use -> add(Terrain.NODES, makingPods, use));
        }
        if (binding.isOfCluster()) {
            with("create namespaces", "").ifPresent(use -> add(Terrain.NODES, makingPods, use));
        }
    }

    private void enterPods(Binding binding) {
        each(binding, ENTER_PODS, (use, names) -> {
            if (names.isEmpty()) {
                add(passage(Terrain.INSIDE, binding.namespace()), use);
            }
            for (String namespace : names.isEmpty() ? Set.<String>of() : namespaces(binding)) {
                for (RunningPod pod : ground.pods(namespace)) {
                    if (names.contains(pod.name())) {
                        enter(pod, use);
                    }
                }
            }
        });
    }

    private void enter(RunningPod pod, Use use) {
        if (!pod.account().isEmpty()) {
            add(Place.holder(Principal.serviceAccount(pod.namespace(), pod.account())), use);
        }
        if (pod.isRootOnNode()) {
            add(Place.node(pod.node()), use);
        }
    }

    private void readSecrets(Binding binding) {
        each(binding, READ_SECRETS, (use, names) -> {
            if (names.isEmpty()) {
                add(passage(Terrain.SECRETS, binding.namespace()), use);
            }
            for (String namespace : names.isEmpty() ? Set.<String>of() : namespaces(binding)) {
                ground.tokens(namespace).forEach((secret, account) -> {
                    if (names.contains(secret)) {
                        add(Place.holder(Principal.serviceAccount(namespace, account)), use);
                    }
                });
            }
            // A Secret made for an account is filled with its token by Kubernetes itself.
            with("create secrets", binding.namespace())
                    .ifPresent(create -> add(passage(Terrain.ACCOUNTS, binding.namespace()), create, use));
        });
    }

    private void becomeAccounts(Binding binding) {
        each(binding, List.of("create serviceaccounts/token", "impersonate serviceaccounts"), (use, names) -> {
            if (names.isEmpty()) {
                add(passage(Terrain.ACCOUNTS, binding.namespace()), use);
            }
            for (String namespace : names.isEmpty() ? Set.<String>of() : namespaces(binding)) {
                names.stream()
                        .filter(ground.accounts(namespace)::contains)
                        .forEach(name -> add(Place.holder(Principal.serviceAccount(namespace, name)), use));
            }
        });
    }

    private void becomeOthers(Binding binding) {
        each(binding, List.of("impersonate users"), (use, names) -> {
            if (names.isEmpty()) {
                add(Terrain.USERS, use);
            }
            // Who wants to be a service account is asked for that, by whatever name.
            names.stream()
                    .map(Principal::user)
                    .filter(user -> !user.isServiceAccount())
                    .forEach(user -> add(Place.holder(user), use));
        });
        // A group can only be had together with a user.
        each(
                binding,
                List.of("impersonate groups"),
                (use, names) -> BECOME.stream()
                        .flatMap(request -> with(request, "").stream())
                        .findFirst()
                        .ifPresent(user -> {
                            if (names.isEmpty()) {
                                add(Terrain.GROUPS, use, user);
                            }
                            names.forEach(name -> add(Place.holder(Principal.group(name)), use, user));
                        }));
    }

    private void signCertificates(Binding binding) {
        each(binding, List.of("update " + CSRS + "/approval", "patch " + CSRS + "/approval"), (approval, names) -> {
            Optional<Use> create = with("create " + CSRS, "");
            Optional<Use> read =
                    with("get " + CSRS, "").or(() -> with("list " + CSRS, "")).or(() -> with("watch " + CSRS, ""));
            Optional<Use> clients =
                    withNamed("approve signers.certificates.k8s.io", "kubernetes.io/kube-apiserver-client");
            if (names.isEmpty() && create.isPresent() && read.isPresent() && clients.isPresent()) {
                add(Terrain.CERTIFICATES, create.get(), read.get(), approval, clients.get());
            }
        });
    }

    private void rewriteObjects(Binding binding) {
        uses(binding, "create " + WEBHOOKS).ifPresent(use -> add(Place.CLUSTER, use));
        each(binding, List.of("update " + WEBHOOKS, "patch " + WEBHOOKS), (use, names) -> {
            if (ground.hasMutatingWebhook(names)) {
                add(Place.CLUSTER, use);
            }
        });
    }

    /** A volume is not held to what a namespace forbids its pods to mount. */
    private void mountNode(Binding binding) {
        uses(binding, "create persistentvolumes").ifPresent(volume -> {
            for (String namespace : ground.namespaces()) {
                Optional<Use> claim = with("create persistentvolumeclaims", namespace);
                Optional<Use> pod = MAKE_PODS.stream()
                        .flatMap(request -> with(request, namespace).stream())
                        .findFirst();
                if (claim.isPresent() && pod.isPresent()) {
                    add(Terrain.NODES, volume, claim.get(), pod.get());
                    return;
                }
            }
        });
    }

    private void bindRoles(Binding binding) {
        each(binding, List.of("bind " + CLUSTER_ROLES), (bind, names) -> {
            for (String verb : List.of("create", "update", "patch")) {
                if (binding.isOfCluster() && (names.isEmpty() || names.stream().anyMatch(this::allowsEverything))) {
                    with(verb + " clusterrolebindings.rbac.authorization.k8s.io", "")
                            .ifPresent(write -> add(Place.CLUSTER, bind, write));
                }
                if (names.isEmpty() || names.stream().anyMatch(this::allowsMakingPods)) {
                    with(verb + " rolebindings.rbac.authorization.k8s.io", binding.namespace())
                            .ifPresent(write -> add(passage(Terrain.MAKING, binding.namespace()), bind, write));
                }
            }
        });
    }

    /** Only a role that one has already is worth extending. */
    private void extendRoles(Binding binding) {
        for (String verb : List.of("update", "patch")) {
            if (binding.isOfCluster()) {
                each(binding, List.of("escalate " + CLUSTER_ROLES), (escalate, names) -> {
                    for (Binding own : held()) {
                        if (own.role().ofCluster()
                                && (names.isEmpty() || names.contains(own.role().name()))) {
                            withNamed(verb + " " + CLUSTER_ROLES, own.role().name())
                                    .ifPresent(write -> add(everything(own), escalate, write));
                        }
                    }
                });
            }
            each(binding, List.of("escalate " + ROLES), (escalate, names) -> {
                for (Binding own : held()) {
                    boolean there = binding.isOfCluster() || binding.namespace().equals(own.namespace());
                    if (there
                            && !own.role().ofCluster()
                            && (names.isEmpty() || names.contains(own.role().name()))) {
                        with(verb + " " + ROLES, own.namespace())
                                .filter(write -> allowsName(write, own.role().name()))
                                .ifPresent(write -> add(everything(own), escalate, write));
                    }
                }
            });
        }
    }

    private static Place everything(Binding own) {
        return own.isOfCluster() ? Place.CLUSTER : passage(Terrain.MAKING, own.namespace());
    }

    private List<Binding> held() {
        return identity.principals().stream()
                .flatMap(whom -> rbac.bindingsNaming(whom).stream())
                .filter(binding -> rbac.role(binding).isPresent())
                .toList();
    }

    private boolean allowsEverything(String clusterRole) {
        return rbac.roleAllows(clusterRole, Request.parse("* *.*"));
    }

    private boolean allowsMakingPods(String clusterRole) {
        return MAKE_PODS.stream().anyMatch(request -> rbac.roleAllows(clusterRole, Request.parse(request)));
    }

    private Set<String> namespaces(Binding binding) {
        return binding.isOfCluster() ? ground.namespaces() : Set.of(binding.namespace());
    }

    private Optional<Use> uses(Binding binding, String request) {
        Request what = Request.parse(request);
        return rbac.allowing(principal, binding, what).stream().findFirst().map(right -> new Use(right, what));
    }

    /** A right of the holder or of their groups that holds in a namespace, or in the whole cluster if that is empty. */
    private Optional<Use> with(String request, String namespace) {
        Request what = Request.parse(request);
        return rbac.allowingIn(identity, what, namespace).stream().findFirst().map(right -> new Use(right, what));
    }

    private Optional<Use> withNamed(String request, String name) {
        Request what = Request.parse(request);
        return rbac.allowingIn(identity, what, "").stream()
                .map(right -> new Use(right, what))
                .filter(use -> allowsName(use, name))
                .findFirst();
    }

    private static boolean allowsName(Use use, String name) {
        List<String> names = use.right().theRule().names();
        return names.isEmpty() || names.contains(name);
    }

    /** Each right of the binding that allows one of the requests, with the names that it is limited to. */
    private void each(Binding binding, List<String> requests, Taking taking) {
        for (String request : requests) {
            Request what = Request.parse(request);
            for (Right right : rbac.allowing(principal, binding, what)) {
                taking.take(new Use(right, what), right.theRule().names());
            }
        }
    }

    private void add(Place to, Use... uses) {
        ways.add(new Way(here, to, List.of(uses), ""));
    }

    @FunctionalInterface
    private interface Taking {

        void take(Use use, List<String> names);
    }
}
