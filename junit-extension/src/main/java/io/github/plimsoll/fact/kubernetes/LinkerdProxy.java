package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Unreadable;

/** The proxy of Linkerd's mesh that stands before the pods of a workload. */
public final class LinkerdProxy {

    private final Reading workload;
    private final Reading pod;

    LinkerdProxy(Reading workload, Reading pod) {
        this.workload = workload;
        this.pod = pod;
    }

    /** Whether its pods have it, or get it when they are made. */
    public boolean isThere() {
        boolean is = LinkerdMesh.of(workload).has(pod.raw(), namespace());
        workload.recordDerived("is in the mesh of Linkerd", String.valueOf(is));
        return is;
    }

    /**
     * Whom it lets in where no policy of the mesh says more, for example {@code all-authenticated}.
     *
     * @throws Unreadable if neither the pods nor their namespace say, so that a setting of Linkerd's own counts, which is not read
     */
    public String policy() {
        String policy = said("config.linkerd.io/default-inbound-policy");
        if (policy.isEmpty()) {
            throw new Unreadable("neither " + workload.subject()
                    + " nor its namespace says config.linkerd.io/default-inbound-policy,"
                    + " and what Linkerd lets in by itself is not read");
        }
        return policy;
    }

    /** The ports to which traffic comes past it, and so without encryption. */
    public String portsPast() {
        return said("config.linkerd.io/skip-inbound-ports");
    }

    private String said(String annotation) {
        String said = LinkerdMesh.of(workload).said(pod.raw(), namespace(), annotation);
        workload.recordDerived(annotation, said.isEmpty() ? "not said" : said);
        return said;
    }

    private String namespace() {
        return workload.value("metadata.namespace").requiredText();
    }
}
