package io.github.plimsoll.target.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.plimsoll.target.TargetOptions;
import io.github.plimsoll.target.TargetUnavailable;
import io.github.plimsoll.target.compose.Places.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** All that the files of one project say together: {@code extends} and {@code include} followed, later files over earlier ones. */
final class Project {

    private static final int MOST_FILES = 1_000;
    private static final Set<String> SECTIONS = Set.of("services", "volumes", "networks", "secrets", "configs");

    private final Places places = new Places();
    private final Merge merge = new Merge(places);
    private final Set<String> files = new LinkedHashSet<>();
    private final List<String> warnings = new ArrayList<>();
    private final TargetOptions options;
    private final ComposeReader reader;
    private final Path directory;
    private final Variables variables;
    private final Fields whole;
    private int reads;

    private Project(List<Path> paths, TargetOptions options) {
        this.options = options;
        this.reader = new ComposeReader(places, options.maxDocumentBytes());
        this.directory = directoryOf(paths.get(0));
        this.variables = around(directory.resolve(".env"), new Variables(options.environment()));
        ObjectNode merged = loaded(paths, directory, variables, Set.of());
        this.whole = new Fields(merged, places);
        if (whole.entries("services").isEmpty()) {
            throw new TargetUnavailable(ComposeFiles.name(paths.get(0)) + ": it has no services");
        }
    }

    /** @throws TargetUnavailable if a file cannot be understood, or has no services */
    static Project load(List<Path> paths, TargetOptions options) {
        return new Project(paths, options);
    }

    /** The services by their names, in the order of the files. */
    Map<String, JsonNode> services() {
        return whole.entries("services");
    }

    /** The mappings of a section such as {@code volumes}, by their names. */
    Map<String, JsonNode> section(String name) {
        return whole.entries(name);
    }

    /** The name of the project, which begins the names of what is created for it. */
    String name() {
        String named = whole.text("name");
        String name = named.isEmpty()
                ? variables.value("COMPOSE_PROJECT_NAME").orElse(String.valueOf(directory.getFileName()))
                : named;
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    Places places() {
        return places;
    }

    Path directory() {
        return directory;
    }

    Variables variables() {
        return variables;
    }

    TargetOptions options() {
        return options;
    }

    /** All files that were read. */
    List<String> files() {
        return List.copyOf(files);
    }

    List<String> warnings() {
        return warnings;
    }

    void warn(String warning) {
        warnings.add(warning);
    }

    private ObjectNode loaded(List<Path> paths, Path from, Variables around, Set<Path> including) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        places.put(merged, new Place(ComposeFiles.name(paths.get(0)) + ":1", "", ""));
        for (Path path : paths) {
            ObjectNode file = read(path, from, around);
            Fields fields = new Fields(file, places);
            for (String service : fields.entries("services").keySet()) {
                ObjectNode extended = new Extension(path, from, around).extended(fields, service);
                ((ObjectNode) file.path("services")).set(service, extended);
            }
            merge.into(merged, file);
            include(merged, fields, from, around, including, path);
        }
        return merged;
    }

    private ObjectNode read(Path path, Path from, Variables around) {
        if (++reads > MOST_FILES) {
            throw new TargetUnavailable(
                    ComposeFiles.name(path) + ": more than " + MOST_FILES + " files in one project");
        }
        files.add(ComposeFiles.name(path));
        return reader.read(path, from, around);
    }

    private void include(ObjectNode merged, Fields file, Path from, Variables around, Set<Path> including, Path path) {
        Set<Path> chain = new LinkedHashSet<>(including);
        chain.add(path.toAbsolutePath().normalize());
        for (JsonNode entry : file.list("include")) {
            List<Path> paths = new ArrayList<>();
            Path of = null;
            List<Path> environments = new ArrayList<>();
            if (entry.isTextual()) {
                paths.add(from.resolve(file.textOf(entry)));
            } else {
                Fields fields = file.mappingOf(entry);
                texts(fields, "path").forEach(text -> paths.add(from.resolve(text)));
                texts(fields, "env_file").forEach(text -> environments.add(from.resolve(text)));
                of = fields.has("project_directory") ? from.resolve(fields.text("project_directory")) : null;
            }
            if (paths.isEmpty()) {
                throw places.wrong(entry, "what is included names no path");
            }
            if (paths.stream()
                    .anyMatch(one -> chain.contains(one.toAbsolutePath().normalize()))) {
                throw places.wrong(entry, "a file that includes itself");
            }
            Path base =
                    of == null ? directoryOf(paths.get(0)) : of.toAbsolutePath().normalize();
            Variables own = around;
            for (Path environment : environments.isEmpty() ? List.of(base.resolve(".env")) : environments) {
                own = around(environment, own);
            }
            add(merged, loaded(paths, base, own, chain), entry);
        }
    }

    /** What is included is a project of its own: it adds to what is there and changes nothing of it. */
    private void add(ObjectNode merged, ObjectNode included, JsonNode entry) {
        for (String section : SECTIONS) {
            if (!(included.path(section) instanceof ObjectNode mapping)) {
                continue;
            }
            ObjectNode known = merged.withObjectProperty(section);
            mapping.properties().forEach(field -> {
                JsonNode earlier = known.path(field.getKey());
                if (!earlier.isMissingNode() && !earlier.equals(field.getValue())) {
                    throw places.wrong(entry, "what is included has another " + field.getKey() + " in its " + section);
                }
                known.set(field.getKey(), field.getValue());
            });
        }
    }

    private static List<String> texts(Fields fields, String key) {
        return fields.get(key).isTextual() ? List.of(fields.text(key)) : fields.texts(key);
    }

    private Variables around(Path environment, Variables outer) {
        return outer.over(EnvironmentFile.ofProject(environment, outer, options.maxDocumentBytes()));
    }

    private static Path directoryOf(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** Follows {@code extends} of the services of one file. */
    private final class Extension {

        private final Path file;
        private final Path from;
        private final Variables around;

        Extension(Path file, Path from, Variables around) {
            this.file = file;
            this.from = from;
            this.around = around;
        }

        ObjectNode extended(Fields whole, String service) {
            return extended(whole, service, Set.of());
        }

        private ObjectNode extended(Fields whole, String name, Set<String> seen) {
            JsonNode written = whole.mapping("services").get(name);
            if (written.isMissingNode()) {
                throw places.wrong(whole.object(), "it has no service " + name + " that could be extended");
            }
            Fields service = whole.mappingOf(written);
            if (!service.has("extends")) {
                return service.object();
            }
            JsonNode extension = service.get("extends");
            String own = file.toAbsolutePath().normalize() + "#" + name;
            if (seen.contains(own)) {
                throw places.wrong(extension, "services extend each other in a ring");
            }
            Set<String> chain = new LinkedHashSet<>(seen);
            chain.add(own);
            ObjectNode base;
            if (extension.isTextual()) {
                base = extended(whole, service.textOf(extension), chain);
            } else {
                Fields fields = service.mappingOf(extension);
                String other = fields.text("service");
                if (fields.has("file")) {
                    Path path = from.resolve(fields.text("file"));
                    Path directory = directoryOf(path);
                    Fields read = new Fields(read(path, directory, around), places);
                    base = new Extension(path, directory, around).extended(read, other, chain);
                } else {
                    base = extended(whole, other, chain);
                }
            }
            ObjectNode merged = JsonNodeFactory.instance.objectNode();
            merge.into(merged, base);
            merge.into(merged, service.object());
            merged.remove("extends");
            // It may ask as well to take away what an earlier file says of it.
            service.object().properties().stream()
                    .filter(field -> !places.place(field.getValue()).tag().isEmpty())
                    .forEach(field -> merged.set(field.getKey(), field.getValue()));
            return places.like(merged, service.object());
        }
    }
}
