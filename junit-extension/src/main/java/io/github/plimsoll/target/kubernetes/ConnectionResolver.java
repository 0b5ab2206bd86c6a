package io.github.plimsoll.target.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.Preferences;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the cluster that a target names, as {@code kubectl} does. */
final class ConnectionResolver {

    static final String KUBECONFIG = "kubeconfig:";
    static final String CONTEXT = "cluster:";

    /** But for what tools put beside it: to read that, the client library loads a class for each kind that a cluster has. */
    private static final ObjectMapper OF_KUBECONFIG = new ObjectMapper()
            .addMixIn(io.fabric8.kubernetes.api.model.Config.class, WithoutExtensions.class)
            .addMixIn(Preferences.class, WithoutExtensions.class)
            .addMixIn(Cluster.class, WithoutExtensions.class)
            .addMixIn(Context.class, WithoutExtensions.class)
            .addMixIn(AuthInfo.class, WithoutExtensions.class);

    private final TargetOptions options;
    private final InsideCluster inside;

    ConnectionResolver(TargetOptions options, InsideCluster inside) {
        this.options = options;
        this.inside = inside;
    }

    /** @throws TargetUnavailable if there is no such kubeconfig or context, or nothing vouches for the server */
    Connection resolve(String spec) {
        if (spec.startsWith(KUBECONFIG)) {
            Path file = Path.of(spec.substring(KUBECONFIG.length()));
            require(file, "");
            return chosen(Kubeconfig.read(List.of(file)), "", file.toString());
        }
        String context = spec.startsWith(CONTEXT) ? spec.substring(CONTEXT.length()) : "";
        String configured = options.environment().getOrDefault("KUBECONFIG", "");
        if (!configured.isEmpty()) {
            return ofEnvironment(configured, context);
        }
        Path file = options.home().resolve(".kube/config");
        if (Files.exists(file)) {
            return chosen(Kubeconfig.read(List.of(file)), context, file.toString());
        }
        if (context.isEmpty() && inside.isHere()) {
            return inside.connection();
        }
        throw new TargetUnavailable("no cluster to audit: KUBECONFIG is not set, there is no " + file
                + ", and this is no pod of a cluster; name a file with -Dtarget=kubeconfig:FILE");
    }

    /** Several files make one configuration; those that are missing are passed over, as {@code kubectl} does. */
    private Connection ofEnvironment(String configured, String context) {
        List<Path> files = Arrays.stream(configured.split(File.pathSeparator))
                .filter(name -> !name.isEmpty())
                .map(Path::of)
                .toList();
        List<Path> there = files.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            files.forEach(file -> require(file, " that KUBECONFIG names"));
        }
        return chosen(Kubeconfig.read(there), context, "KUBECONFIG is set");
    }

    private static void require(Path file, String named) {
        if (!Files.exists(file)) {
            throw new TargetUnavailable("there is no kubeconfig " + file.toAbsolutePath() + named
                    + "; mend the name, or choose another with -Dtarget=kubeconfig:FILE");
        }
    }

    private Connection chosen(Kubeconfig kubeconfig, String context, String found) {
        Kubeconfig.Chosen chosen = kubeconfig.choose(context);
        if (chosen.cluster().path("insecure-skip-tls-verify").asBoolean(false)) {
            throw new TargetUnavailable("the cluster '" + chosen.clusterName() + "' of the kubeconfig "
                    + kubeconfig.shown()
                    + " is not verified (insecure-skip-tls-verify), so that anybody on the way could"
                    + " answer in its place and get your credentials; put its authority into certificate-authority-data"
                    + " and take insecure-skip-tls-verify out");
        }
        try {
            Optional<RenewedLogin> login = login(chosen);
            Optional<HandedOut> handedOut = login.map(RenewedLogin::handedOut);
            Config config = asAnother(chosen, withTokenFile(chosen, renewed(login, config(chosen.json(handedOut)))));
            String why = found + ", " + (context.isEmpty() ? "its current context" : "the context asked for");
            return new Connection(
                    config,
                    chosen.context(),
                    shown(chosen.user(), config),
                    Login.describe(chosen.credentials(), config, handedOut.flatMap(HandedOut::end)),
                    why,
                    plain(config));
        } catch (KubernetesClientException | IllegalArgumentException e) {
            throw new TargetUnavailable("the context '" + chosen.context() + "' of the kubeconfig " + kubeconfig.shown()
                    + " cannot be used: " + Failures.describe(e));
        }
    }

    /** What the client library makes of a kubeconfig. */
    private static Config config(ObjectNode kubeconfig) {
        Config config = Config.empty();
        KubeConfigUtils.merge(
                config, null, OF_KUBECONFIG.convertValue(kubeconfig, io.fabric8.kubernetes.api.model.Config.class));
        return config;
    }

    @JsonIgnoreProperties("extensions")
    private interface WithoutExtensions {}

    /** The client library does not know of it; it counts before a token that stands there itself, as for {@code kubectl}. */
    private static Config withTokenFile(Kubeconfig.Chosen chosen, Config config) {
        String file = chosen.credentials().path("tokenFile").asText("");
        if (file.isEmpty()) {
            return config;
        }
        TokenFile token = new TokenFile(Path.of(file));
        return new ConfigBuilder(config)
                .withAutoOAuthToken(token.token())
                .withOauthTokenProvider(token.renewed())
                .build();
    }

    /** The client library passes over whom a user wants to act as, and would ask with all that the user may do itself. */
    private static Config asAnother(Kubeconfig.Chosen chosen, Config config) {
        JsonNode credentials = chosen.credentials();
        String name = credentials.path("as").asText("");
        List<String> groups = texts(credentials.path("as-groups"));
        if (name.isEmpty()) {
            if (!groups.isEmpty() || credentials.has("as-uid") || credentials.has("as-user-extra")) {
                throw new IllegalArgumentException("it says in what groups to act, but not as whom (`as`)");
            }
            return config;
        }
        if (credentials.has("as-uid")) {
            throw new IllegalArgumentException("it says under which uid to act (`as-uid`), which is not supported");
        }
        Map<String, List<String>> extras = new LinkedHashMap<>();
        credentials
                .path("as-user-extra")
                .properties()
                .forEach(extra -> extras.put(extra.getKey(), texts(extra.getValue())));
        return new ConfigBuilder(config)
                .withImpersonateUsername(name)
                .withImpersonateGroups(groups.toArray(String[]::new))
                .withImpersonateExtras(extras)
                .build();
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String shown(String user, Config config) {
        return config.getImpersonateUsername() == null ? user : user + ", acting as " + config.getImpersonateUsername();
    }

    private static Config renewed(Optional<RenewedLogin> login, Config config) {
        return login.filter(program -> !program.handedOut().token().isEmpty())
                .map(program -> new ConfigBuilder(config)
                        .withOauthTokenProvider(program)
                        .build())
                .orElse(config);
    }

    private Optional<RenewedLogin> login(Kubeconfig.Chosen chosen) {
        JsonNode exec = chosen.credentials().path("exec");
        if (!exec.isObject()) {
            return Optional.empty();
        }
        LoginProgram program = new LoginProgram(exec, options.environment(), options.timeout());
        try {
            return Optional.of(new RenewedLogin(program));
        } catch (IOException e) {
            throw new TargetUnavailable("the program `" + program.command() + "`, by which the user '" + chosen.user()
                    + "' of the context '" + chosen.context() + "' logs in, " + e.getMessage()
                    + "; run it by hand to see why");
        }
    }

    private static List<String> plain(Config config) {
        return config.getMasterUrl().startsWith("http://")
                ? List.of("nothing protects the traffic to " + config.getMasterUrl()
                        + ", and nothing says that it comes from the cluster")
                : List.of();
    }

    /** The part of the configuration that no kubeconfig decides. */
    static Config limited(Config config, TargetOptions options) {
        int milliseconds = Math.toIntExact(options.timeout().toMillis());
        return new ConfigBuilder(config)
                .withTrustCerts(false)
                .withDisableHostnameVerification(false)
                .withConnectionTimeout(milliseconds)
                .withRequestTimeout(milliseconds)
                .withRequestRetryBackoffLimit(0)
                .withUserAgent("plimsoll/" + options.collector())
                .build();
    }
}
