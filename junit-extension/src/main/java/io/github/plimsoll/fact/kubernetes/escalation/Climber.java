package io.github.plimsoll.fact.kubernetes.escalation;

import static io.github.plimsoll.fact.kubernetes.escalation.Place.passage;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import io.github.plimsoll.fact.kubernetes.rbac.Principal;
import io.github.plimsoll.fact.kubernetes.rbac.Rbac;
import io.github.plimsoll.fact.kubernetes.rbac.Request;
import io.github.plimsoll.fact.kubernetes.rbac.Right;
import io.github.plimsoll.fact.kubernetes.rbac.RoleKey;
import io.github.plimsoll.fact.kubernetes.rbac.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The ways that one holder can take by their rights: those of their own, with those of their groups to help where one is not enough. */
final class Climber {

    private static final String CLUSTER_ROLES = "clusterroles.rbac.authorization.k8s.io";
    private static final String ROLES = "roles.rbac.authorization.k8s.io";
    private static final String CSRS = "certificatesigningrequests.certificates.k8s.io";
    private static final String WEBHOOKS = "mutatingwebhookconfigurations.admissionregistration.k8s.io";

    private static final String POLICIES = "mutatingadmissionpolicies.admissionregistration.k8s.io";
    private static final String POLICY_BINDINGS = "mutatingadmissionpolicybindings.admissionregistration.k8s.io";

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
    private static final String[] BECOME = {"impersonate users", "impersonate serviceaccounts"};
    private static final String[] WRITE_BINDINGS = {
        "create rolebindings.rbac.authorization.k8s.io",
        "update rolebindings.rbac.authorization.k8s.io",
        "patch rolebindings.rbac.authorization.k8s.io"
    };
    private static final String[] WRITE_CLUSTER_BINDINGS = {
        "create clusterrolebindings.rbac.authorization.k8s.io",
        "update clusterrolebindings.rbac.authorization.k8s.io",
        "patch clusterrolebindings.rbac.authorization.k8s.io"
    };
    /** The role that every cluster has, and that the API server makes anew if it is missing. */
    private static final String EVERYTHING = "cluster-admin";

    /** Where the certificates of a signer lead to. */
    private static final Map<String, Place> SIGNERS = Map.of(
            "kubernetes.io/kube-apiserver-client", Terrain.CERTIFICATES,
            "kubernetes.io/kube-apiserver-client-kubelet", Terrain.KUBELETS);

    private static final String[] RELABEL = {"update namespaces", "patch namespaces"};

    private final Rbac rbac;
    private final Ground ground;
    private final Held held;
    private final Principal whom;
    private final Place here;
    private final List<Way> ways = new ArrayList<>();

    private Climber(Rbac rbac, Ground ground, Held held, Principal whom, Place here) {
        this.rbac = rbac;
        this.ground = ground;
        this.held = held;
        this.whom = whom;
        this.here = here;
    }

    static List<Way> ways(Rbac rbac, Ground ground, Principal principal) {
        Held held = new Held(rbac, principal);
        List<Way> ways = new ArrayList<>();
        for (Principal whom : held.principals()) {
            Climber climber = new Climber(rbac, ground, held, whom, Place.holder(principal));
            for (Binding binding : rbac.bindingsNaming(whom)) {
                climber.through(binding);
                climber.bindRoles(binding);
                climber.extendRoles(binding);
            }
            // What a group can do without the holder is a way of the group, and the holder is in it.
            climber.ways.stream()
                    .filter(way ->
                            !way.isOpenWithout(use -> use.right().principal().equals(principal)))
                    .forEach(ways::add);
        }
        return ways;
    }

    /** Each way begins with a right that this binding gives; whatever else it takes may come from elsewhere. */
    private void through(Binding binding) {
        uses(binding, "* *.*").filter(use -> binding.isOfCluster()).ifPresent(use -> add(Place.CLUSTER, use));
        makePods(binding);
        enterPods(binding);
        readSecrets(binding);
        becomeAccounts(binding);
        makeBootstrapTokens(binding);
        if (binding.isOfCluster()) {
            becomeOthers(binding);
            signCertificates(binding);
            joinAsNode(binding);
            rewriteObjects(binding);
            rewriteByPolicies(binding);
            mountNode(binding);
            each(binding, List.of("get nodes/proxy", "create nodes/proxy"), (use, names) -> {
                if (names.isEmpty()) {
                    add(Terrain.NODES, use);
                }
                names.stream().filter(ground.nodes()::containsKey).forEach(name -> add(Place.node(name), use));
            });
        }
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
        for (String namespace : held.scopesWith(binding)) {
            Optional<Need> relabel = binding.isOfCluster()
                    ? held.need(namespace, RELABEL)
                    : held.needNamed(namespace, namespace, RELABEL);
            relabel.ifPresent(need -> add(Terrain.NODES, Need.of(makingPods), need));
        }
        if (binding.isOfCluster()) {
            held.need("", "create namespaces").ifPresent(need -> add(Terrain.NODES, Need.of(makingPods), need));
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
            for (String namespace : held.scopesWith(binding)) {
                held.need(namespace, "create secrets")
                        .ifPresent(create -> add(passage(Terrain.ACCOUNTS, namespace), create, Need.of(use)));
            }
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
                (use, names) -> held.need("", BECOME).ifPresent(user -> {
                    if (names.isEmpty()) {
                        add(Terrain.GROUPS, Need.of(use), user);
                    }
                    names.forEach(name -> add(Place.holder(Principal.group(name)), Need.of(use), user));
                }));
    }

    private void signCertificates(Binding binding) {
        each(binding, List.of("update " + CSRS + "/approval", "patch " + CSRS + "/approval"), (approval, names) -> {
            SIGNERS.forEach((signer, place) -> {
                Optional<Need> approve = held.needNamed("", signer, "approve signers.certificates.k8s.io");
                if (names.isEmpty()) {
                    approve.ifPresent(named -> certified(place, Need.of(approval), named));
                }
            });
        });
    }

    /** Whoever may ask for the certificate of a kubelet gets it without anybody's look, for whichever node. */
    private void joinAsNode(Binding binding) {
        uses(binding, "create " + CSRS + "/nodeclient").ifPresent(join -> certified(Terrain.KUBELETS, Need.of(join)));
    }

    /** A certificate has to be asked for and fetched, whatever else it takes. */
    private void certified(Place place, Need... needs) {
        Optional<Need> create = held.need("", "create " + CSRS);
        Optional<Need> read = held.need("", "get " + CSRS, "list " + CSRS, "watch " + CSRS);
        if (create.isPresent() && read.isPresent()) {
            List<Need> all = new ArrayList<>(List.of(create.get(), read.get()));
            all.addAll(List.of(needs));
            add(place, all.toArray(Need[]::new));
        }
    }

    /** A Secret of that type in that namespace logs in whomever it says, one that is there as well. */
    private void makeBootstrapTokens(Binding binding) {
        if (binding.isOfCluster() || binding.namespace().equals(Terrain.SYSTEM)) {
            uses(binding, "create secrets").ifPresent(use -> add(Terrain.BOOTSTRAP_TOKENS, use));
            each(binding, List.of("update secrets", "patch secrets"), (use, names) -> {
                if (ground.hasBootstrapToken(names)) {
                    add(Terrain.BOOTSTRAP_TOKENS, use);
                }
            });
        }
    }

    private void rewriteObjects(Binding binding) {
        uses(binding, "create " + WEBHOOKS).ifPresent(use -> add(Place.CLUSTER, use));
        each(binding, List.of("update " + WEBHOOKS, "patch " + WEBHOOKS), (use, names) -> {
            if (ground.hasMutatingWebhook(names)) {
                add(Place.CLUSTER, use);
            }
        });
    }

    /** A policy does in the server what a webhook does beside it, once it is bound. */
    private void rewriteByPolicies(Binding binding) {
        ServerSettings.doubt(ground.settings().mutatingPolicies(), "MutatingAdmissionPolicies are in force")
                .ifPresent(doubt -> {
                    uses(binding, "create " + POLICIES)
                            .ifPresent(use -> held.need("", "create " + POLICY_BINDINGS)
                                    .ifPresent(bind -> add(Place.CLUSTER, doubt, Need.of(use), bind)));
                    // Whether one is there already is not asked for.
                    each(
                            binding,
                            List.of("update " + POLICIES, "patch " + POLICIES),
                            (use, names) -> add(
                                    Place.CLUSTER,
                                    doubt.isEmpty() ? "there may be no MutatingAdmissionPolicy to change" : doubt,
                                    Need.of(use)));
                });
    }

    /** A volume is not held to what a namespace forbids its pods to mount. */
    private void mountNode(Binding binding) {
        uses(binding, "create persistentvolumes").ifPresent(volume -> {
            for (String namespace : ground.namespaces()) {
                Optional<Need> claim = held.need(namespace, "create persistentvolumeclaims");
                Optional<Need> pod = held.need(namespace, MAKE_PODS.toArray(String[]::new));
                if (claim.isPresent() && pod.isPresent()) {
                    add(Terrain.NODES, Need.of(volume), claim.get(), pod.get());
                }
            }
        });
    }

    private void bindRoles(Binding binding) {
        each(binding, List.of("bind " + CLUSTER_ROLES), (bind, names) -> {
            for (String scope : held.scopesWith(binding)) {
                held.need(scope, scope.isEmpty() ? WRITE_CLUSTER_BINDINGS : WRITE_BINDINGS)
                        .ifPresent(write -> bound(bind, write, scope, clusterRoles(names)));
                if (scope.isEmpty()) {
                    held.need(scope, WRITE_BINDINGS)
                            .ifPresent(write -> ground.namespaces()
                                    .forEach(namespace -> bound(bind, write, namespace, clusterRoles(names))));
                }
            }
        });
        each(binding, List.of("bind " + ROLES), (bind, names) -> {
            for (String namespace : namespaces(binding)) {
                held.need(namespace, WRITE_BINDINGS)
                        .ifPresent(write -> bound(bind, write, namespace, roles(namespace, names)));
            }
        });
    }

    /** Whatever one of those roles gives, whoever may bind it has. */
    private void bound(Use bind, Need write, String namespace, List<RoleKey> roles) {
        for (RoleKey role : roles) {
            if (role.ofCluster() && rbac.roleAllows(role.name(), Request.parse("* *.*"))) {
                add(namespace.isEmpty() ? Place.CLUSTER : passage(Terrain.MAKING, namespace), Need.of(bind), write);
                if (!namespace.isEmpty()) {
                    add(Terrain.NODES, Need.of(bind), write); // What the namespace refuses is then theirs to say.
                }
            } else {
                Binding made = new Binding(namespace, "new", -1, role, Set.of(whom), List.of());
                Climber bound = new Climber(rbac, ground, held, whom, here);
                bound.through(made);
                bound.ways.forEach(way -> ways.add(bound(way, made, Need.of(bind), write)));
            }
        }
    }

    /** The same way, by a binding that has to be made first. */
    private static Way bound(Way way, Binding made, Need... making) {
        List<Need> needs = new ArrayList<>(List.of(making));
        way.needs().stream()
                .filter(need -> !need.use().right().binding().equals(made))
                .forEach(needs::add);
        return new Way(way.from(), way.to(), needs, way.doubt());
    }

    private List<RoleKey> clusterRoles(List<String> names) {
        return (names.isEmpty() ? List.of(EVERYTHING) : names)
                .stream().map(RoleKey::clusterRole).toList();
    }

    private List<RoleKey> roles(String namespace, List<String> names) {
        return rbac.roles()
                .map(RuleSet::key)
                .filter(key -> !key.ofCluster() && key.namespace().equals(namespace))
                .filter(key -> names.isEmpty() || names.contains(key.name()))
                .toList();
    }

    /** Only a role that one has already is worth extending. */
    private void extendRoles(Binding binding) {
        if (binding.isOfCluster()) {
            each(binding, List.of("escalate " + CLUSTER_ROLES), (escalate, names) -> {
                for (Binding own : held.bindings()) {
                    RoleKey role = own.role();
                    if (role.ofCluster() && (names.isEmpty() || names.contains(role.name()))) {
                        held.needNamed("", role.name(), "update " + CLUSTER_ROLES, "patch " + CLUSTER_ROLES)
                                .ifPresent(write -> add(everything(own), Need.of(escalate), write));
                    }
                }
            });
        }
        each(binding, List.of("escalate " + ROLES), (escalate, names) -> {
            for (Binding own : held.bindings()) {
                RoleKey role = own.role();
                boolean there = binding.isOfCluster() || binding.namespace().equals(own.namespace());
                if (there && !role.ofCluster() && (names.isEmpty() || names.contains(role.name()))) {
                    held.needNamed(own.namespace(), role.name(), "update " + ROLES, "patch " + ROLES)
                            .ifPresent(write -> add(everything(own), Need.of(escalate), write));
                }
            }
        });
    }

    private static Place everything(Binding own) {
        return own.isOfCluster() ? Place.CLUSTER : passage(Terrain.MAKING, own.namespace());
    }

    private Set<String> namespaces(Binding binding) {
        return binding.isOfCluster() ? ground.namespaces() : Set.of(binding.namespace());
    }

    private Optional<Use> uses(Binding binding, String request) {
        Request what = Request.parse(request);
        return rbac.allowing(whom, binding, what).stream().findFirst().map(right -> new Use(right, what));
    }

    /** Each right of the binding that allows one of the requests, with the names that it is limited to. */
    private void each(Binding binding, List<String> requests, Taking taking) {
        for (String request : requests) {
            Request what = Request.parse(request);
            for (Right right : rbac.allowing(whom, binding, what)) {
                taking.take(new Use(right, what), right.theRule().names());
            }
        }
    }

    private void add(Place to, Use use) {
        add(to, Need.of(use));
    }

    private void add(Place to, Need... needs) {
        add(to, "", needs);
    }

    private void add(Place to, String doubt, Need... needs) {
        ways.add(new Way(here, to, List.of(needs), doubt));
    }

    @FunctionalInterface
    private interface Taking {

        void take(Use use, List<String> names);
    }
}
