package io.github.plimsoll.target.docker;

import com.github.dockerjava.api.DockerClient;
import io.github.plimsoll.target.Target;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetSource;
import java.util.List;
import java.util.Set;

/** Opens Docker engines: the one that {@code docker} would use here, or one at an address or of a Docker context. */
public final class DockerTargetSource implements TargetSource {

    private static final List<String> PREFIXES =
            List.of("unix://", "tcp://", "http://", "https://", "ssh://", "context:");

    @Override
    public boolean accepts(String spec) {
        return spec.equals("host") || PREFIXES.stream().anyMatch(spec::startsWith);
    }

    @Override
    public String forms() {
        return "host, unix:///path/to/docker.sock, tcp://host:port, context:NAME";
    }

    @Override
    public Set<Class<?>> clients() {
        return Set.of(DockerClient.class);
    }

    @Override
    public Target open(String spec, TargetOptions options) {
        return new DockerTarget(spec, new EndpointResolver(options).resolve(spec), options);
    }
}
