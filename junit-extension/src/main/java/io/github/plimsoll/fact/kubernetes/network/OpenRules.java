package io.github.plimsoll.fact.kubernetes.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The rules of a policy of another kind that let something through: of Cilium, of Calico and Antrea, and of administrators, each of which
 * names peers in its own way. What is told of them is whether one of their rules is for everybody.
 */
public final class OpenRules {

    private static final Set<String> OPENING = Set.of("", "allow", "accept");

    /** What Cilium calls everybody, inside, outside or both. */
    private static final Set<String> EVERYBODY = Set.of("all", "world", "world-ipv4", "world-ipv6", "cluster");

    /** The fields in which they name ports and protocols. */
    private static final Set<String> PORTS =
            Set.of("toPorts", "icmps", "ports", "protocols", "protocol", "l7Protocols");

    /** How Calico says of an endpoint that it is any. */
    private static final Set<String> ANY = Set.of("", "all()");

    private final List<JsonNode> rules = new ArrayList<>();
    private final String peers;
    private final boolean ofOneNamespace;

    private OpenRules(JsonNode policy, Direction direction) {
        peers = direction.peers();
        ofOneNamespace = policy.path("metadata").hasNonNull("namespace");
        if (!policy.path("spec").path("tier").asText("").equalsIgnoreCase("baseline")) {
            add(policy.path("spec").path(direction.field()));
        }
        policy.path("specs").forEach(spec -> add(spec.path(direction.field())));
    }

    public static OpenRules of(JsonNode policy, Direction direction) {
        return new OpenRules(policy, direction);
    }

    private void add(JsonNode all) {
        for (JsonNode rule : all) {
            if (OPENING.contains(rule.path("action").asText("").toLowerCase(Locale.ROOT))) {
                rules.add(rule);
            }
        }
    }

    /** Whether one of them is for everybody, on some port at least. */
    public boolean onSomePort() {
        return rules.stream().anyMatch(this::isForEverybody);
    }

    /** Whether one of them is for everybody, on every port. */
    public boolean onEveryPort() {
        return rules.stream().anyMatch(rule -> isForEverybody(rule) && !namesPorts(rule));
    }

    private static boolean namesPorts(JsonNode rule) {
        return PORTS.stream()
                        .anyMatch(field ->
                                !rule.path(field).isEmpty() || rule.path(field).isTextual())
                || !rule.path("destination").path("ports").isEmpty();
    }

    /** Whether one of them has a block of addresses that an address is in. */
    public boolean name(String address) {
        byte[] bytes = Cidr.address(address).orElse(new byte[0]);
        return rules.stream().anyMatch(rule -> names(rule, bytes));
    }

    private static boolean names(JsonNode node, byte[] address) {
        return node.isTextual()
                ? Cidr.parse(node.textValue())
                        .filter(block -> block.contains(address))
                        .isPresent()
                : StreamSupport.stream(node.spliterator(), false).anyMatch(child -> names(child, address));
    }

    private boolean isForEverybody(JsonNode rule) {
        String entity = peers.equals("from") ? "source" : "destination";
        if (rule.has(entity)) {
            return isAnyEndpoint(rule.path(entity));
        }
        List<Map.Entry<String, JsonNode>> named = rule.properties().stream()
                .filter(field -> field.getKey().startsWith(peers)
                        && !field.getKey().equals("toPorts")
                        && !field.getValue().isNull())
                .toList();
        return named.isEmpty() || named.stream().anyMatch(field -> isEverybody(field.getKey(), field.getValue()));
    }

    /** Calico: whatever is not said is no limit; of one namespace, a selector by itself chooses there only. */
    private boolean isAnyEndpoint(JsonNode endpoint) {
        boolean choosesHere = ofOneNamespace && endpoint.has("selector") && !endpoint.has("namespaceSelector");
        boolean anybody = ANY.contains(endpoint.path("selector").asText(""))
                && ANY.contains(endpoint.path("namespaceSelector").asText(""));
        boolean narrowed = endpoint.has("serviceAccounts") || endpoint.has("services") || endpoint.has("domains");
        return anybody
                && !choosesHere
                && !narrowed
                && (endpoint.path("nets").isEmpty() || Cidr.areEverything(texts(endpoint.path("nets"))));
    }

    private boolean isEverybody(String field, JsonNode list) {
        if (field.endsWith("Entities")) {
            return texts(list).stream().anyMatch(EVERYBODY::contains);
        }
        if (field.endsWith("CIDR")) {
            return Cidr.areEverything(texts(list));
        }
        if (field.endsWith("CIDRSet")) {
            return Cidr.areEverything(blocks(list));
        }
        if (field.endsWith("Endpoints")) {
            return !ofOneNamespace && anyMatch(list, OpenRules::saysNothing);
        }
        if (field.equals("toFQDNs")) {
            return anyMatch(list, name -> name.path("matchPattern").asText("").matches("\\*+"));
        }
        return field.equals(peers) && (list.isEmpty() || anyMatch(list, this::isAnyPeer));
    }

    /** Administrators and Antrea: a peer chooses by one of several fields. */
    private boolean isAnyPeer(JsonNode peer) {
        return peer.isEmpty()
                || isNothing(peer, "namespaces")
                || (peer.has("pods") && saysNothing(peer.path("pods")))
                || (isNothing(peer, "namespaceSelector") && saysNothing(peer.path("podSelector")))
                || (!ofOneNamespace && !peer.has("namespaceSelector") && isNothing(peer, "podSelector"))
                || Cidr.areEverything(texts(peer.path("networks")))
                || Cidr.areEverything(List.of(peer.path("ipBlock").path("cidr").asText("")));
    }

    private static boolean isNothing(JsonNode node, String field) {
        return node.has(field) && saysNothing(node.path(field));
    }

    /** Whether nothing stands in it, however deep. */
    private static boolean saysNothing(JsonNode node) {
        return !node.isValueNode()
                && StreamSupport.stream(node.spliterator(), false).allMatch(OpenRules::saysNothing);
    }

    private static boolean anyMatch(JsonNode list, Predicate<JsonNode> test) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(test);
    }

    private static List<String> blocks(JsonNode list) {
        List<String> blocks = new ArrayList<>();
        for (JsonNode block : list) {
            if (block.path("except").isEmpty()) {
                blocks.add(block.path("cidr").asText(""));
            }
        }
        return blocks;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText("")));
        return texts;
    }
}
