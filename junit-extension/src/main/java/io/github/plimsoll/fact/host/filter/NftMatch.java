package io.github.plimsoll.fact.host.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.plimsoll.fact.host.filter.Rule.Test;
import java.util.Set;
import java.util.function.Function;

/** One comparison of a rule of nftables: {@code {"op": "==", "left": {...}, "right": ...}}. */
final class NftMatch {

    private NftMatch() {}

    static Test test(JsonNode match) {
        String operator = match.path("op").asText("==");
        if (!Set.of("==", "!=", "in").contains(operator)) {
            return connection -> Answer.MAYBE;
        }
        Test test = left(match.path("left"), match.path("right"));
        return connection -> test.of(connection).negatedIf(operator.equals("!="));
    }

    private static Test left(JsonNode left, JsonNode right) {
        if (left.has("meta")) {
            return meta(left.at("/meta/key").asText(""), right);
        }
        if (left.has("payload")) {
            return payload(
                    left.at("/payload/protocol").asText(""),
                    left.at("/payload/field").asText(""),
                    right);
        }
        if (left.has("ct")) {
            return connectionTracking(left.path("ct"), right);
        }
        if (left.has("fib")) {
            boolean ofDestination = left.at("/fib/flags").toString().contains("daddr");
            boolean isType = left.at("/fib/result").asText("").equals("type");
            return isType && ofDestination && right.asText("").equals("local")
                    ? connection -> Answer.of(connection.staysHere())
                    : connection -> Answer.MAYBE;
        }
        if (left.at("/&/0/payload/field").asText("").equals("flags")) {
            return connection -> Answer.of(
                    connection.protocol().equals("tcp") && right.asText("").equals("syn"));
        }
        return connection -> Answer.MAYBE;
    }

    private static Test meta(String key, JsonNode right) {
        return switch (key) {
            case "l4proto" -> connection -> one(right, name -> Answer.of(name.equals(connection.protocol())));
            case "iifname", "iif" -> connection -> one(right, connection::comesInBy);
            case "oifname", "oif" -> connection -> one(right, connection::leavesBy);
            case "nfproto" ->
                connection -> one(
                        right, name -> Answer.of(name.equals(connection.family().equals("ip6") ? "ipv6" : "ipv4")));
            case "protocol" -> connection -> one(right, name -> Answer.of(name.equals(connection.family())));
            default -> connection -> Answer.MAYBE;
        };
    }

    private static Test payload(String protocol, String field, JsonNode right) {
        return switch (field) {
            case "dport" ->
                connection -> protocol.equals("th") || protocol.equals(connection.protocol())
                        ? port(right, connection.port())
                        : Answer.NO;
            case "saddr" ->
                connection -> protocol.equals(connection.family()) ? one(right, connection::isFrom) : Answer.NO;
            case "daddr" ->
                connection -> protocol.equals(connection.family()) ? one(right, connection::isTo) : Answer.NO;
            case "protocol", "nexthdr" ->
                connection -> protocol.equals(connection.family())
                        ? one(right, name -> Answer.of(name.equals(connection.protocol())))
                        : Answer.NO;
            default -> connection -> Answer.MAYBE;
        };
    }

    private static Test connectionTracking(JsonNode ct, JsonNode right) {
        return switch (ct.path("key").asText("")) {
            case "state" -> connection -> one(right, state -> Answer.of(state.equals("new")));
            case "status" ->
                connection ->
                        one(right, status -> status.equals("dnat") ? Answer.of(connection.translated()) : Answer.MAYBE);
            case "direction" -> connection -> one(right, way -> Answer.of(way.equals("original")));
            case "proto-dst" ->
                connection -> ct.path("dir").asText("").equals("original")
                        ? port(right, connection.publishedPort())
                        : Answer.MAYBE;
            default -> connection -> Answer.MAYBE;
        };
    }

    private static Answer port(JsonNode right, long port) {
        return any(right, value -> {
            JsonNode range = value.path("range");
            if (range.isArray()) {
                return Answer.of(port >= range.path(0).asLong(-1)
                        && port <= range.path(1).asLong(-1));
            }
            return value.isNumber() ? Answer.of(value.asLong() == port) : Answer.MAYBE;
        });
    }

    /** Any of the values on the right, a network as it is written elsewhere. */
    private static Answer one(JsonNode right, Function<String, Answer> test) {
        return any(right, value -> {
            JsonNode prefix = value.path("prefix");
            if (prefix.isObject()) {
                return test.apply(prefix.path("addr").asText("") + "/"
                        + prefix.path("len").asText(""));
            }
            return value.isTextual() && !value.asText().startsWith("@") ? test.apply(value.asText()) : Answer.MAYBE;
        });
    }

    private static Answer any(JsonNode right, Function<JsonNode, Answer> test) {
        JsonNode values = right.has("set") ? right.path("set") : right;
        if (!values.isArray()) {
            return test.apply(values);
        }
        Answer answer = Answer.NO;
        for (JsonNode value : values) {
            Answer one = test.apply(value);
            answer = answer.compareTo(one) >= 0 ? answer : one;
        }
        return answer;
    }
}
