package io.github.plimsoll.catalogue;

import io.github.plimsoll.catalogue.ControlDescription.ThreatClaim;
import io.github.plimsoll.control.BenchmarkLine;
import io.github.plimsoll.control.Control;
import io.github.plimsoll.control.Review;
import io.github.plimsoll.control.Threat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All benchmark tables, threat models, parameters and mappings on the class path.
 *
 * <p>A jar contributes by listing its tables, one resource a line, in {@value #BENCHMARK_INDEX}, {@value #THREAT_INDEX},
 * {@value #PARAMETER_INDEX} and {@value #MAPPING_INDEX}.
 */
public final class Catalogue {

    static final String BENCHMARK_INDEX = "META-INF/plimsoll/benchmarks";
    static final String THREAT_INDEX = "META-INF/plimsoll/threats";
    static final String PARAMETER_INDEX = "META-INF/plimsoll/parameters";
    static final String MAPPING_INDEX = "META-INF/plimsoll/mappings";

    private final List<Benchmark> benchmarks;
    private final Map<String, String> leftOut = new TreeMap<>();
    private final List<ThreatModel> threatModels;
    private final List<Parameter> parameters;
    private final List<MappingTable> mappings;
    private final Map<Method, ControlDescription> described = new ConcurrentHashMap<>();

    /** A catalogue of which nothing is mapped to other frameworks. */
    public Catalogue(List<BenchmarkTable> tables, List<ThreatModel> threatModels, List<Parameter> parameters) {
        this(tables, threatModels, parameters, List.of());
    }

    private Catalogue(
            List<BenchmarkTable> tables,
            List<ThreatModel> threatModels,
            List<Parameter> parameters,
            List<MappingTable> mappings) {
        this.benchmarks = tables.stream()
                .flatMap(table -> table.benchmarks().stream())
                .sorted(Comparator.comparing(Benchmark::id, Versions::compare).reversed())
                .toList();
        tables.forEach(table -> leftOut.putAll(table.leftOut()));
        this.threatModels = List.copyOf(threatModels);
        this.parameters = List.copyOf(parameters);
        this.mappings = List.copyOf(mappings);
    }

    /** Reads every table that the class loader can see. */
    public static Catalogue load(ClassLoader loader) {
        return new Catalogue(
                indexed(loader, BENCHMARK_INDEX).map(BenchmarkTable::read).toList(),
                indexed(loader, THREAT_INDEX).map(ThreatModel::read).toList(),
                indexed(loader, PARAMETER_INDEX)
                        .flatMap(table -> table.rows().stream())
                        .map(Parameter::read)
                        .toList(),
                indexed(loader, MAPPING_INDEX).map(MappingTable::read).toList());
    }

    /** Newest version of each benchmark first. */
    public List<Benchmark> benchmarks() {
        return benchmarks;
    }

    public Optional<Benchmark> benchmark(String id) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.id().equals(id))
                .findFirst();
    }

    /** The benchmark that a user names: one version by its id, or the newest by the family's name. */
    public Optional<Benchmark> called(String name) {
        return benchmark(name).or(() -> newest(name));
    }

    /** Why the catalogue lacks a version of a benchmark that it could be asked for. */
    public Optional<String> whyLeftOut(String id) {
        return Optional.ofNullable(leftOut.get(id));
    }

    /** The newest version of a benchmark, for example of {@code cis-docker}. */
    public Optional<Benchmark> newest(String family) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.family().equals(family))
                .findFirst();
    }

    /**
     * The benchmark by which the controls of a platform are numbered if none is asked for: of the family that answers to most of
     * them, so that a company's short list does not displace the benchmark it draws on, the newest version.
     */
    public Optional<Benchmark> defaultBenchmark(String platform) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.linesFor(platform) > 0)
                .max(Comparator.comparingLong(benchmark -> benchmark.linesFor(platform)))
                .flatMap(largest -> newest(largest.family()));
    }

    /** The platforms that any benchmark has controls for. */
    public Set<String> platforms() {
        return benchmarks.stream()
                .flatMap(benchmark -> benchmark.lines().stream())
                .flatMap(line -> line.controls().stream())
                .filter(control -> control.contains("/"))
                .map(control -> control.substring(0, control.indexOf('/')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    public List<ThreatModel> threatModels() {
        return threatModels;
    }

    public Optional<ThreatModel> threatModel(String platform) {
        return threatModels.stream()
                .filter(model -> model.platform().equals(platform))
                .findFirst();
    }

    /** What each site can set for itself. */
    public List<Parameter> parameters() {
        return parameters;
    }

    /** Everything that is mapped to other frameworks. */
    public Stream<Mapping> mappings() {
        return mappings.stream()
                .flatMap(table -> table.mappings().values().stream())
                .flatMap(List::stream);
    }

    /** Describes a {@link Control} method of a class for {@code platform}, the one that its class is for. */
    public ControlDescription describe(Method method, String platform) {
        return described.computeIfAbsent(method, any -> newlyDescribed(method, platform));
    }

    private ControlDescription newlyDescribed(Method method, String platform) {
        Control control = method.getAnnotation(Control.class);
        if (control == null) {
            throw new IllegalArgumentException(method + " has no @Control");
        }
        String id = platform + "/" + method.getName();
        Map<String, List<String>> numbers = numbers(method, id);
        return new ControlDescription(
                id,
                control.title(),
                control.why(),
                control.fix(),
                control.severity(),
                numbers,
                level(numbers),
                threats(method),
                mappings.stream().flatMap(table -> table.of(id, benchmarks)).toList(),
                Optional.ofNullable(method.getAnnotation(Review.class)).map(Review::value),
                Arrays.stream(control.formerly())
                        .map(name -> platform + "/" + name)
                        .toList());
    }

    /** The numbers that a method's own annotations give it, of whatever benchmark. */
    public static List<String> numbersOnMethod(Method method) {
        return Arrays.stream(method.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(BenchmarkLine.class))
                .flatMap(annotation -> Arrays.stream(AnnotationValues.texts(annotation)))
                .toList();
    }

    /** The annotation's numbers hold for the newest version of the benchmark; the tables know the others. */
    private Map<String, List<String>> numbers(Method method, String id) {
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        for (Annotation annotation : method.getAnnotations()) {
            BenchmarkLine line = annotation.annotationType().getAnnotation(BenchmarkLine.class);
            if (line != null) {
                newest(line.benchmark())
                        .ifPresent(newest -> numbers.put(newest.id(), List.of(AnnotationValues.texts(annotation))));
            }
        }
        for (Benchmark benchmark : benchmarks) {
            List<Benchmark.Line> lines = benchmark.linesOf(id);
            if (!lines.isEmpty()) {
                numbers.putIfAbsent(
                        benchmark.id(),
                        lines.stream().map(Benchmark.Line::number).toList());
            }
        }
        return Collections.unmodifiableMap(numbers);
    }

    private int level(Map<String, List<String>> numbers) {
        return numbers.entrySet().stream()
                .flatMap(entry -> benchmark(entry.getKey()).stream()
                        .flatMap(benchmark ->
                                entry.getValue().stream().flatMap(number -> benchmark.line(number).stream())))
                .mapToInt(Benchmark.Line::level)
                .filter(level -> level > 0)
                .min()
                .orElse(0);
    }

    private static List<ThreatClaim> threats(Method method) {
        List<ThreatClaim> claims = new ArrayList<>();
        for (Annotation annotation : method.getAnnotations()) {
            Threat threat = annotation.annotationType().getAnnotation(Threat.class);
            if (threat != null) {
                for (String id : AnnotationValues.texts(annotation)) {
                    claims.add(new ThreatClaim(threat.category(), id));
                }
            }
        }
        return claims;
    }

    private static Stream<Tsv> indexed(ClassLoader loader, String index) {
        try {
            List<Tsv> tables = new ArrayList<>();
            for (URL list : Collections.list(loader.getResources(index))) {
                String names = new String(list.openStream().readAllBytes(), StandardCharsets.UTF_8);
                for (String name : names.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList()) {
                    URL resource = loader.getResource(name);
                    if (resource == null) {
                        throw new IllegalStateException(list + " names " + name + ", which is not on the class path");
                    }
                    tables.add(Tsv.read(resource));
                }
            }
            return tables.stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + index, e);
        }
    }
}
