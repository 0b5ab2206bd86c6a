package io.github.plimsoll.report;

import static io.github.plimsoll.judge.Verdict.INCONCLUSIVE;
import static io.github.plimsoll.judge.Verdict.NOT_APPLICABLE;
import static io.github.plimsoll.judge.Verdict.VIOLATED;

import io.github.plimsoll.judge.ControlResult;
import io.github.plimsoll.judge.Finding;
import io.github.plimsoll.judge.Verdict;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says the outcome of a control in one line, for example {@code 3 of 7 containers violate}. */
public final class Headline {

    private static final Pattern KIND = Pattern.compile("^([a-z-]{1,24})(?:[/ ].*)?$", Pattern.DOTALL);

    private Headline() {}

    public static String of(ControlResult result) {
        return switch (result.verdict()) {
            case VIOLATED -> count(result, VIOLATED) + (of(result, VIOLATED) == 1 ? " violates" : " violate");
            case INCONCLUSIVE ->
                result.findings().isEmpty()
                        ? Text.plain(result.reason())
                        : count(result, INCONCLUSIVE) + " could not be assessed";
            case COMPLIANT ->
                count(result, Verdict.COMPLIANT) + (of(result, Verdict.COMPLIANT) == 1 ? " holds" : " hold");
            case NEEDS_REVIEW -> Text.plain(result.control().question().orElse("A person has to look."));
            case WAIVED ->
                count(result, Verdict.WAIVED) + (of(result, Verdict.WAIVED) == 1 ? " is waived" : " are waived");
            case NOT_APPLICABLE, BROKEN -> reason(result);
        };
    }

    private static String reason(ControlResult result) {
        return Text.plain(
                result.reason().isEmpty() && !result.findings().isEmpty()
                        ? result.findings().get(0).message()
                        : result.reason());
    }

    private static String count(ControlResult result, Verdict verdict) {
        int matching = of(result, verdict);
        int judged = result.findings().size() - of(result, NOT_APPLICABLE);
        if (judged == 1) {
            return Text.plain(result.findings(verdict).get(0).subject());
        }
        return matching + " of " + judged + " " + kind(result.findings(), judged);
    }

    private static int of(ControlResult result, Verdict verdict) {
        return result.findings(verdict).size();
    }

    /** The word that all names begin their last part with ({@code container/web › mount /data} is a mount). */
    private static String kind(List<Finding> findings, int number) {
        Set<String> kinds =
                findings.stream().map(finding -> kind(finding.subject())).collect(Collectors.toSet());
        String kind = kinds.size() == 1 ? kinds.iterator().next() : "subject";
        return number == 1 ? kind : plural(kind);
    }

    private static String kind(String subject) {
        Matcher matcher =
                KIND.matcher(subject.substring(subject.lastIndexOf('›') + 1).strip());
        return matcher.matches() ? matcher.group(1) : "subject";
    }

    private static String plural(String kind) {
        if (kind.endsWith("y") && !kind.matches(".*[aeiou]y")) {
            return kind.substring(0, kind.length() - 1) + "ies";
        }
        return kind.matches(".*(s|x|ch|sh)") ? kind + "es" : kind + "s";
    }
}
