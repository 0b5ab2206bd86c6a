package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.host.HostDocuments;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** What the host has, and what the containers that run may take of it together: {@code capacity}. */
public final class Capacity extends Subject {

    Capacity(Reading reading) {
        super(reading);
    }

    /** The memory of the host in bytes. */
    public long memory() {
        return read("MemTotal").requiredLong();
    }

    /** How many processors the host has. */
    public long processors() {
        return read("NCPU").requiredLong();
    }

    /** The names of the running containers that may take any amount of memory. */
    public List<String> withoutMemoryLimit() {
        return without("memory limit", ContainerResources::memory);
    }

    /** The memory in bytes that the limits of all running containers come to. */
    public long promisedMemory() {
        return sum("memory limits", ContainerResources::memory);
    }

    /** The processor time that the quotas of all running containers come to, in hundredths of a processor. */
    public long promisedProcessorTime() {
        return sum("processor quotas", ContainerResources::processorTime);
    }

    /** The names of the running containers that may start any number of processes. */
    public List<String> withoutProcessLimit() {
        return without("process limit", ContainerResources::pidsLimit);
    }

    /** The processes that the kernel lets there be; empty where that was not looked at, as from elsewhere. */
    public OptionalLong mostProcesses() {
        Reading system = reading().document(HostDocuments.SYSTEM);
        if (!system.isReadable() || !system.value("limits.processIds").isPresent()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(
                system.value("limits.processIds").requiredLong(),
                system.value("limits.threads").requiredLong()));
    }

    /** The processes that the limits of all running containers come to. */
    public long promisedProcesses() {
        return sum("process limits", ContainerResources::pidsLimit);
    }

    private List<String> without(String limit, ToLongFunction<ContainerResources> value) {
        List<String> names = running().stream()
                .filter(container -> value.applyAsLong(container.resources()) <= 0)
                .map(Subject::name)
                .toList();
        reading().recordDerived("running containers without " + limit, Integer.toString(names.size()));
        return names;
    }

    private long sum(String what, ToLongFunction<ContainerResources> value) {
        List<Container> running = running();
        // Limits without end in all but name must not come round to a small sum.
        long sum = running.stream()
                .map(Container::resources)
                .mapToLong(value)
                .filter(limit -> limit > 0)
                .reduce(0, (left, right) -> left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right);
        reading().recordDerived(what + " of " + running.size() + " running containers", Long.toString(sum));
        return sum;
    }

    /** Looked at without a note of each: what they come to is the evidence. One that is about to be started anew is as good as running. */
    private List<Container> running() {
        return DockerPlatform.containerPlaces(reading().unrecorded()).stream()
                .map(Container::new)
                .filter(container -> container.isRunning() || container.state().equals("restarting"))
                .toList();
    }
}
