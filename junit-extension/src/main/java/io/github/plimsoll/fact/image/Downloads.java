package io.github.plimsoll.fact.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What build steps fetch from elsewhere, and whether anybody looks at it before it is used. */
final class Downloads {

    private static final Set<String> FETCH = Set.of("curl", "wget", "aria2c");
    private static final Set<String> RUN =
            Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "python", "python3", "perl", "ruby", "node", "php");
    private static final Set<String> BEFORE_A_PROGRAM = Set.of(
            "sudo", "env", "exec", "time", "nohup", "command", "if", "then", "else", "do", "while", "until", "!", "{",
            "$", "set");

    private static final Pattern COMMAND_END = Pattern.compile("&&|\\|\\||[;\\n]");
    private static final Pattern STAGE_END = Pattern.compile("\\|&?");
    private static final Pattern WORD_END = Pattern.compile("[\\s()`<>]+");

    /** The output of a download that is run as a command or a script. */
    private static final Pattern RUN_IN_PLACE = Pattern.compile(
            "(^|[\\s;&|(])(sh|bash|dash|ash|zsh|eval|source|\\.|python3?|perl)\\s[^;|\\n]{0,500}?(\\$\\(|<\\(|`)\\s{0,9}(sudo\\s{1,9})?(curl|wget)\\s");

    private static final Pattern CHECK = Pattern.compile(
            "\\b(sha(1|224|256|384|512)sum|shasum|b2sum|gpgv?2?\\s[^;|&]{0,500}--verify|gpgv|gpg2?\\s[^;|&]{0,500}--(import|recv-keys|dearmor)"
                    + "|apt-key\\s{1,9}add|cosign\\s{1,9}verify|minisign\\s|signify\\s|openssl\\s{1,9}dgst|slsa-verifier)");

    private static final Pattern LOCAL =
            Pattern.compile("(?i)https?://(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])[:/]");

    private static final List<Rule> RULES = List.of(
            new Rule("curl", "(\\s-[a-zA-Z]{0,20}k[a-zA-Z]{0,20}\\b|\\s--(insecure|proxy-insecure)\\b)"),
            new Rule("wget", "\\s--no-check-certificate\\b"),
            new Rule(
                    "apt|apt-get|aptitude",
                    "(--allow-unauthenticated|--force-yes|--allow-insecure-repositories"
                            + "|AllowUnauthenticated=[\"']?(true|1|yes)|AllowInsecureRepositories=[\"']?(true|1|yes)|Verify-Peer=[\"']?(false|0|no))"),
            new Rule("apk", "--allow-untrusted\\b"),
            new Rule(
                    "yum|dnf|microdnf|tdnf|dnf5",
                    "(--nogpgcheck|--no-gpgchecks|gpgcheck=(0|no|false)|sslverify=(0|no|false))\\b"),
            new Rule("zypper", "(--no-gpg-checks|--allow-unsigned-rpm)\\b"),
            new Rule("rpm", "--(nosignature|nodigest|noverify)\\b"),
            new Rule("pip3?|pip3\\.\\d+|python3?", "--trusted-host\\b"),
            new Rule("npm|yarn|pnpm", "strict-ssl[=\\s]+[\"']?false\\b"),
            new Rule("git", "sslVerify[=\\s]+[\"']?(false|0)\\b"),
            new Rule("gem", "(NoSecurity|:ssl_verify_mode)"));

    private static final Pattern SWITCHED_OFF = Pattern.compile(
            "\\b(NODE_TLS_REJECT_UNAUTHORIZED=[\"']?0|GIT_SSL_NO_VERIFY=[\"']?(1|true)|PYTHONHTTPSVERIFY=[\"']?0)");
    private static final Pattern UNSIGNED_SOURCE = Pattern.compile("\\[[^\\]]{0,500}\\btrusted=yes\\b");

    private record Rule(Pattern program, Pattern option) {

        Rule(String program, String option) {
            this(Pattern.compile(program), Pattern.compile(option));
        }
    }

    private final String command;
    /** Each command of the line, and of that each stage of its pipe. */
    private final List<List<String>> pipes;

    Downloads(BuildStep step) {
        command = step.command().replace("\\\n", " ");
        pipes = Arrays.stream(COMMAND_END.split(command))
                .map(pipe -> List.of(STAGE_END.split(pipe)))
                .toList();
    }

    /** Whether something is fetched and run at once. */
    boolean areRunUnseen() {
        return RUN_IN_PLACE.matcher(command).find() || pipes.stream().anyMatch(Downloads::isRun);
    }

    private static boolean isRun(List<String> stages) {
        boolean fetched = false;
        for (String stage : stages) {
            String program = program(stage);
            if (fetched && RUN.contains(program)) {
                return true;
            }
            fetched |= FETCH.contains(program);
        }
        return false;
    }

    /** Whether something is fetched that nothing in the same step checks. */
    boolean areUnchecked() {
        return pipes.stream().flatMap(List::stream).anyMatch(Downloads::fetches)
                && !CHECK.matcher(command).find();
    }

    private static boolean fetches(String stage) {
        return FETCH.contains(program(stage))
                && (stage.contains("://") || stage.contains("$"))
                && !LOCAL.matcher(stage).find();
    }

    /** Whether a program is told not to verify what it fetches or installs. */
    boolean skipVerification() {
        return SWITCHED_OFF.matcher(command).find()
                || UNSIGNED_SOURCE.matcher(command).find()
                || pipes.stream().flatMap(List::stream).anyMatch(stage -> {
                    String program = program(stage);
                    return RULES.stream()
                            .anyMatch(rule -> rule.program().matcher(program).matches()
                                    && rule.option().matcher(stage).find());
                });
    }

    /** The name of the program that a command runs; empty if it runs none. */
    private static String program(String stage) {
        List<String> words = new ArrayList<>();
        for (String word : WORD_END.split(stage.strip())) {
            String bare = word.replaceAll("[\"']", "");
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        boolean isOption = false;
        for (String word : words) {
            boolean skip =
                    BEFORE_A_PROGRAM.contains(word) || word.matches("\\w+=.*") || (isOption && word.startsWith("-"));
            if (!skip) {
                return word.substring(word.lastIndexOf('/') + 1);
            }
            isOption = true;
        }
        return "";
    }
}
