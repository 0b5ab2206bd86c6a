package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Value;

/**
 * Pods of one form: the template of a Deployment or another owner, whether pods run of it or not, or a pod that stands for itself.
 *
 * <p>Pods that are not as their owner's template says are a workload of their own, {@code deployment/shop/web › pods}.
 */
public final class Workload extends Subject {

    private final Workloads.Form form;
    private final Reading pod;

    Workload(Reading object, Workloads.Form form) {
        super(object);
        this.form = form;
        this.pod = object.at(form.pod());
    }

    /** How many pods there are of this form, or the phase of a pod that stands for itself. */
    @Override
    public String state() {
        return form.state();
    }

    public String namespace() {
        return read("metadata.namespace").requiredText();
    }

    /** Whether processes of the node are seen, and can be signalled, from inside. */
    public boolean sharesHostPids() {
        return pod("spec.hostPID").asBoolean(false);
    }

    /** Whether shared memory and semaphores of the node are reached from inside. */
    public boolean sharesHostIpc() {
        return pod("spec.hostIPC").asBoolean(false);
    }

    /** Whether the network of the node, its loopback included, is the pod's own. */
    public boolean sharesHostNetwork() {
        return pod("spec.hostNetwork").asBoolean(false);
    }

    /** A field of the pod or of the template it is made of. */
    private Value pod(String path) {
        return pod.value(path);
    }
}
