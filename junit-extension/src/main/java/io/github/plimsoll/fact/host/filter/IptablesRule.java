package io.github.plimsoll.fact.host.filter;

import io.github.plimsoll.fact.host.filter.Rule.Action;
import io.github.plimsoll.fact.host.filter.Rule.Rate;
import io.github.plimsoll.fact.host.filter.Rule.Test;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rule as {@code iptables-save} prints it, without {@code -A CHAIN}. */
final class IptablesRule {

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|\\S+");

    private static final Map<String, Action> TARGETS = Map.ofEntries(
            Map.entry("ACCEPT", Action.ACCEPT),
            Map.entry("DROP", Action.DROP),
            Map.entry("REJECT", Action.DROP),
            Map.entry("TARPIT", Action.DROP),
            Map.entry("RETURN", Action.RETURN));

    /** Targets after which the next rule has its turn. */
    private static final Set<String> NOTES = Set.of(
            "AUDIT",
            "CHECKSUM",
            "CLASSIFY",
            "CONNMARK",
            "CT",
            "DSCP",
            "LOG",
            "MARK",
            "NFLOG",
            "NOTRACK",
            "SET",
            "TCPMSS",
            "TOS",
            "TRACE",
            "TTL");

    /** Options that only say more about a rate, with how many words follow. */
    private static final Pattern DETAILS =
            Pattern.compile("--(?:limit-burst|hashlimit-(?:burst|mode|name|srcmask|dstmask"
                    + "|htable-\\w+)|connlimit-mask|seconds|name|mask|comment)");

    private static final Set<String> DETAILS_WITHOUT_WORD =
            Set.of("--connlimit-saddr", "--connlimit-daddr", "--rsource", "--rdest", "--set", "--rttl", "--reap");

    private final Deque<String> words = new ArrayDeque<>();
    private final List<Test> tests = new ArrayList<>();
    private final List<Rate> rates = new ArrayList<>();
    private boolean asksRecent;
    private boolean countsRecent;

    private IptablesRule(String text) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group() : matcher.group(1));
        }
    }

    static Rule parse(String text) {
        return new IptablesRule(text).parse();
    }

    private Rule parse() {
        while (!words.isEmpty()) {
            boolean negated = words.peek().equals("!");
            if (negated) {
                words.pop();
            }
            String option = words.isEmpty() ? "" : words.pop();
            if (option.equals("-j") || option.equals("-g")) {
                return rule(option);
            }
            read(option, negated);
        }
        return rule("");
    }

    private Rule rule(String option) {
        String target = words.isEmpty() ? "" : words.pop();
        Action action = option.isEmpty() || NOTES.contains(target)
                ? Action.NOTE
                : TARGETS.getOrDefault(target, isOfKernel(target) ? Action.UNKNOWN : Action.JUMP);
        if (asksRecent) {
            if (countsRecent) {
                rates.add(Rate.OVER);
            } else {
                tests.add(connection -> Answer.MAYBE);
            }
        }
        if (rates.stream().distinct().count() > 1) {
            tests.add(connection -> Answer.MAYBE);
        }
        return new Rule(
                tests,
                rates.isEmpty() ? Rate.ANY : rates.get(0),
                option.equals("-g") && action == Action.JUMP ? Action.GOTO : action,
                target);
    }

    /** Targets of the kernel have options behind them, or are known to have none; all else are names of chains. */
    private boolean isOfKernel(String target) {
        return (!words.isEmpty() && words.peek().startsWith("--"))
                || Set.of("NFQUEUE", "QUEUE", "MASQUERADE", "SYNPROXY").contains(target);
    }

    private void read(String option, boolean negated) {
        switch (option) {
            case "-m" -> words.poll();
            case "-p" -> add(negated, protocol(word()));
            case "-s" -> {
                String network = word();
                add(negated, connection -> connection.isFrom(network));
            }
            case "-d" -> {
                String network = word();
                add(negated, connection -> connection.isTo(network));
            }
            case "-i" -> {
                String name = word();
                add(negated, connection -> connection.comesInBy(name));
            }
            case "-o" -> {
                String name = word();
                add(negated, connection -> connection.leavesBy(name));
            }
            case "--dport", "--dports" -> {
                String ports = word();
                add(negated, connection -> Answer.of(isIn(ports, connection.port())));
            }
            case "--ctorigdstport" -> {
                String ports = word();
                add(negated, connection -> Answer.of(isIn(ports, connection.publishedPort())));
            }
            case "--ctstate", "--state" -> {
                Set<String> states = Set.copyOf(Arrays.asList(word().split(",")));
                add(
                        negated,
                        connection -> states.contains("NEW")
                                ? Answer.YES
                                : states.contains("DNAT") ? Answer.of(connection.translated()) : Answer.NO);
            }
            case "--ctstatus" ->
                add(
                        negated,
                        word().equals("DNAT")
                                ? connection -> Answer.of(connection.translated())
                                : connection -> Answer.MAYBE);
            case "--ctdir" -> add(negated, constant(word().equals("ORIGINAL")));
            case "--dst-type" ->
                add(
                        negated,
                        word().equals("LOCAL")
                                ? connection -> Answer.of(connection.staysHere())
                                : connection -> Answer.MAYBE);
            case "--src-type" -> add(negated, word().equals("LOCAL") ? constant(false) : connection -> Answer.MAYBE);
            case "--syn" -> add(negated, constant(true));
            case "--tcp-flags" -> add(negated, flags(word(), word()));
            case "--limit", "--hashlimit", "--hashlimit-upto", "--connlimit-upto" -> rate(Rate.WITHIN, negated);
            case "--hashlimit-above", "--connlimit-above" -> rate(Rate.OVER, negated);
            case "--update", "--rcheck" -> {
                asksRecent = true;
                if (negated) {
                    tests.add(connection -> Answer.MAYBE);
                }
            }
            case "--hitcount" -> {
                countsRecent = true;
                word();
            }
            default -> other(option);
        }
    }

    private void other(String option) {
        if (DETAILS.matcher(option).matches()) {
            word();
        } else if (!DETAILS_WITHOUT_WORD.contains(option)) {
            tests.add(connection -> Answer.MAYBE);
            while (!words.isEmpty()
                    && !words.peek().startsWith("-")
                    && !words.peek().equals("!")) {
                words.pop();
            }
        }
    }

    private String word() {
        return words.isEmpty() ? "" : words.pop();
    }

    private void rate(Rate rate, boolean negated) {
        word();
        rates.add(negated ? (rate == Rate.OVER ? Rate.WITHIN : Rate.OVER) : rate);
    }

    private void add(boolean negated, Test test) {
        tests.add(connection -> test.of(connection).negatedIf(negated));
    }

    private static Test constant(boolean holds) {
        return connection -> Answer.of(holds);
    }

    private static Test protocol(String name) {
        return name.equals("all")
                ? constant(true)
                : connection -> Answer.of(name.equalsIgnoreCase(connection.protocol())
                        || name.equals(
                                Map.of("tcp", "6", "udp", "17", "sctp", "132").get(connection.protocol())));
    }

    /** The first packet of a connection has SYN and no other flag. */
    private static Test flags(String looked, String set) {
        List<String> flags = List.of(looked.split(","));
        return constant(set.equals(flags.contains("SYN") || flags.contains("ALL") ? "SYN" : "NONE"));
    }

    /** {@code 80}, {@code 8000:8010}, or several with commas. */
    private static boolean isIn(String ports, long port) {
        return Arrays.stream(ports.split(",")).anyMatch(range -> {
            String[] ends = range.split(":", -1);
            long first = number(ends[0], 0);
            return port >= first && port <= number(ends[ends.length - 1], ends.length > 1 ? 65535 : first);
        });
    }

    private static long number(String text, long otherwise) {
        return text.matches("\\d{1,5}") ? Long.parseLong(text) : otherwise;
    }
}
