package io.github.plimsoll.fact.kubernetes.escalation;

import io.github.plimsoll.fact.kubernetes.rbac.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways by certificates that log somebody in, asked for and approved. */
final class ByCertificates {

    private static final String CSRS = "certificatesigningrequests.certificates.k8s.io";

    /** Where the certificates of a signer lead to. */
    private static final Map<String, Place> SIGNERS = Map.of(
            "kubernetes.io/kube-apiserver-client", Terrain.CERTIFICATES,
            "kubernetes.io/kube-apiserver-client-kubelet", Terrain.KUBELETS);

    /** A name that stands for each of these signers. */
    private static final String ALL_SIGNERS = "kubernetes.io/*";

    private final Climber climber;
    private final Held held;

    ByCertificates(Climber climber) {
        this.climber = climber;
        this.held = climber.held();
    }

    void through(Binding binding) {
        approve(binding);
        joinAsNode(binding);
    }

    /** That only requests of some name may be approved limits nobody who chooses the name. */
    private void approve(Binding binding) {
        climber.each(
                binding,
                List.of("update " + CSRS + "/approval", "patch " + CSRS + "/approval"),
                (approval, names) -> SIGNERS.forEach((signer, place) -> held.needNamed(
                                "", List.of(signer, ALL_SIGNERS), "approve signers.certificates.k8s.io")
                        .ifPresent(approve -> certified(place, Need.of(approval), approve))));
    }

    /** Whoever may ask for the certificate of a kubelet gets it without anybody's look, for whichever node. */
    private void joinAsNode(Binding binding) {
        climber.uses(binding, "create " + CSRS + "/nodeclient")
                .ifPresent(join -> certified(Terrain.KUBELETS, Need.of(join)));
    }

    /** A certificate has to be asked for and fetched, whatever else it takes. */
    private void certified(Place place, Need... needs) {
        Optional<Need> create = held.need("", "create " + CSRS);
        Optional<Need> read = held.need("", "get " + CSRS, "list " + CSRS, "watch " + CSRS);
        if (create.isPresent() && read.isPresent()) {
            List<Need> all = new ArrayList<>(List.of(create.get(), read.get()));
            all.addAll(List.of(needs));
            climber.add(place, all.toArray(Need[]::new));
        }
    }
}
