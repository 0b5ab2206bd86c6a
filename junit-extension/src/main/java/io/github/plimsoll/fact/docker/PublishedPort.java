package io.github.plimsoll.fact.docker;

import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;

/** A port of the host that leads into a container, published by the container itself or by the service it is a task of. */
public abstract sealed class PublishedPort extends Subject permits ContainerPort, ServicePort {

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]+");

    PublishedPort(Reading reading) {
        super(reading);
    }

    /**
     * The address it listens on, {@code 0.0.0.0} or {@code ::} for every one of the host; where nobody chose one, the network
     * decides.
     */
    public abstract String hostAddress();

    /** The port of the host, the first of a range; 0 where the engine picks one above 1023. */
    public abstract long hostPort();

    /** The port of the container that it leads to. */
    public abstract long containerPort();

    /** Whether somebody asked for this port, and not for every one that the image declares. */
    public abstract boolean isChosen();

    /** The protocol that it speaks, {@code tcp} unless told otherwise. */
    abstract String protocol();

    /** The addresses of the container, of one family; none if they are not known. */
    abstract List<String> containerAddresses(boolean ipv6);

    /** The port that connections go to once the kernel has translated them. */
    abstract long translatedPort();

    /** Whether others than this host itself can connect to it. */
    public final boolean isOpenToOthers() {
        return !HostAddress.isLoopback(hostAddress());
    }

    /**
     * The interfaces of the host by which anybody may open connections to it as fast and as many as they like.
     *
     * @throws Unreadable if that cannot be told of some, and not one is known
     */
    public final List<String> interfacesWithoutLimit() {
        return new PortGuard(reading(), this).interfacesWithoutLimit();
    }

    /** Where a network lets ports listen that name no address. */
    final String addressOfNetwork(String network) {
        return reading().document(DockerDocuments.NETWORKS).elements("").stream()
                .filter(listed -> listed.unrecorded().value("Name").asText("").equals(network)
                        || listed.unrecorded().value("Id").asText("").equals(network))
                .findFirst()
                .map(found -> found.value("Options.\"com.docker.network.bridge.host_binding_ipv4\"")
                        .asText("0.0.0.0"))
                .orElse("0.0.0.0");
    }

    /** An address in the one spelling in which it can be compared. */
    static String plain(String address) {
        String plain = address.replaceAll("[\\[\\]]|%.*", "");
        if (!ADDRESS.matcher(plain).matches()) {
            throw new Unreadable("'" + address + "' is not an address");
        }
        try {
            // No look-up: by now it can only be a literal. An IPv4 address in IPv6 dress comes out as what it is.
            InetAddress parsed = InetAddress.getByName(plain);
            return parsed.isAnyLocalAddress() ? (plain.contains(":") ? "::" : "0.0.0.0") : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            throw new Unreadable("'" + address + "' is not an address");
        }
    }
}
