package io.github.plimsoll.fact.image;

import io.github.plimsoll.fact.Gathered;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The files of an image as its containers see them, all layers laid over each other: {@code image/app:1}.
 *
 * <p>Read from a document in which no content of a file is kept:
 *
 * <ul>
 *   <li>{@code mismatches}: what does not digest to what it should, one line each
 *   <li>{@code layers}: {@code number} (the lowest is 1), {@code digest}, {@code CreatedBy} (the step of the build),
 *       {@code bytes}, {@code entries}; {@code credentials} with {@code path}, {@code detail} and {@code removedBy}, the
 *       layer that took the file away (0 for none); {@code tricks}, entries that no honest builder writes;
 *       {@code credentialCount} and {@code trickCount}, those that are not listed included; {@code filesSearchedInPart},
 *       how many files were too long to be searched for credentials to their end
 *   <li>{@code setuid}, {@code capabilities}, {@code worldWritable}, {@code programs}, {@code unverified},
 *       {@code preload}, {@code kernelLinks}: the files of each kind that are left once all layers lie over each other,
 *       with {@code path}, {@code layer} and {@code detail}, which for programs is what they link to
 *   <li>{@code caches}: what package managers left, with {@code path}, {@code files} and {@code bytes}
 *   <li>{@code accounts}: {@code known} and {@code users} with {@code name}, {@code uid} and {@code login}, which is
 *       {@code open}, {@code by password} or {@code locked}
 *   <li>{@code attestations}: the kinds of signed statement that came with the image
 *   <li>{@code cut}: the kinds of which more was seen than is listed
 * </ul>
 */
public final class ImageFiles extends Subject {

    private static final int MOST_NAMED = 50;
    private static final String BUSYBOX = "busybox";

    private final ImageConfiguration configuration;

    public ImageFiles(Reading contents, ImageConfiguration configuration) {
        super(contents);
        this.configuration = configuration;
    }

    /** What does not digest to what it should: the image, its configuration, its layers. */
    public List<String> digestMismatches() {
        return read("mismatches").asTexts();
    }

    /** The files that run with the rights of their owner or group, whoever starts them. */
    public List<String> setuidFiles(Collection<String> allowed) {
        return files("setuid", "SETUID", outside(allowed), file -> rights(file));
    }

    /** The files that give capabilities to whoever starts them. */
    public List<String> filesWithCapabilities(Collection<String> allowed) {
        return files(
                "capabilities",
                "CAPABILITIES",
                outside(allowed),
                file -> file.value("detail").asText(""));
    }

    /** The files and directories that every user may change; directories for all, as {@code /tmp}, are marked as such. */
    public List<String> worldWritable(Collection<String> allowed) {
        return files("worldWritable", "WORLD_WRITABLE", outside(allowed), file -> rights(file));
    }

    /** The programs of those names; not those that are merely BusyBox under another name. */
    public List<String> programs(Collection<String> names) {
        Map<String, String> links = new HashMap<>();
        for (Reading program : reading().unrecorded().elements("programs")) {
            links.put(
                    program.value("path").requiredText(),
                    program.value("detail").asText(""));
        }
        return files(
                "programs",
                "PROGRAM",
                file -> {
                    String path = file.value("path").requiredText();
                    return names.contains(name(path)) && !isBusyBox(path, links);
                },
                file -> file.value("detail").asText(""));
    }

    /** What package managers left behind. */
    public List<String> packageCaches() {
        return files(
                "caches",
                "CACHE",
                file -> true,
                file -> file.value("files").requiredLong() + " files, "
                        + file.value("bytes").requiredLong() + " bytes");
    }

    private List<String> settingsThatSkipVerification() {
        return files(
                "unverified",
                "UNVERIFIED",
                file -> true,
                file -> file.value("detail").requiredText());
    }

    /** The links where the engine mounts what the kernel shows. */
    public List<String> kernelLinks() {
        return files(
                "kernelLinks",
                "KERNEL_LINK",
                file -> true,
                file -> "leads to " + file.value("detail").asText(""));
    }

    /** The names besides root that are root. */
    public List<String> furtherRootUsers() {
        return users().stream()
                .filter(user -> user.uid() == 0 && !user.name().equals("root"))
                .map(ImageUsers.User::name)
                .toList();
    }

    /** The users as whom anybody can log in who knows their names. */
    public List<String> usersWithoutPassword() {
        return users().stream()
                .filter(ImageUsers.User::isOpen)
                .map(ImageUsers.User::name)
                .toList();
    }

    /**
     * Whether containers run as root where nobody says otherwise.
     *
     * @throws Unreadable if the image names a user that it does not have
     */
    public boolean startsAsRoot() {
        String user = configuration.user();
        return ContainerUser.isRoot(user)
                .or(() -> new ImageUsers(reading()).isRoot(user))
                .orElseThrow(() -> ContainerUser.unresolved(user));
    }

    /** The entries that no honest builder writes, in whichever layer; as {@link ImageLayer#tricks}. */
    public List<String> tricks() {
        return ofEachLayer(ImageLayer::tricks);
    }

    /** The credentials in its files, those that were taken away again included, and in its configuration and history. */
    public List<String> secrets(Collection<String> allowedPaths) {
        return Gathered.from(List.of(() -> credentials(allowedPaths), configuration::openSecrets));
    }

    private List<String> credentials(Collection<String> allowedPaths) {
        return ofEachLayer(layer -> layer.credentials(allowedPaths));
    }

    private List<String> ofEachLayer(Function<ImageLayer, List<String>> look) {
        List<Supplier<List<String>>> layers = new ArrayList<>();
        for (Reading layer : reading().elements("layers")) {
            long number = layer.value("number").requiredLong();
            layers.add(() -> look.apply(new ImageLayer(layer)).stream()
                    .map(file -> "layer " + number + ": " + file)
                    .toList());
        }
        return Gathered.from(layers);
    }

    /** The steps and the settings that let programs take what nobody vouches for. */
    public List<String> skippedVerifications() {
        return Gathered.from(List.of(this::settingsThatSkipVerification, configuration::stepsThatSkipVerification));
    }

    /** What has every program load other libraries before its own. */
    public List<String> preloads() {
        List<String> preloads = new ArrayList<>(files("preload", "PRELOAD", file -> true, file -> ""));
        if (configuration.preloadsLibraries()) {
            preloads.add("variable LD_PRELOAD");
        }
        return preloads;
    }

    /** The kinds of signed statement that came with the image. */
    public List<String> attestations() {
        return read("attestations").asTexts();
    }

    private List<ImageUsers.User> users() {
        return new ImageUsers(reading()).all();
    }

    private Predicate<Reading> outside(Collection<String> allowed) {
        PathGlobs globs = new PathGlobs(allowed);
        return file -> !globs.include(file.value("path").requiredText());
    }

    private static String rights(Reading file) {
        return file.value("mode").requiredText() + ", owner "
                + file.value("owner").requiredText();
    }

    private static boolean isBusyBox(String path, Map<String, String> links) {
        String target = links.getOrDefault(path, "");
        return name(target).equals(BUSYBOX)
                || (!target.isEmpty() && target.equals(links.getOrDefault("/bin/" + BUSYBOX, "")));
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The wanted ones of a list, which are noted; of the others only that they are there, for they may be thousands. */
    private List<String> files(String list, String kind, Predicate<Reading> wanted, Function<Reading, String> remark) {
        if (!reading().unrecorded().value(list).isPresent()) {
            throw new Unreadable("the snapshot does not say which files of the kind '" + list + "' the image has");
        }
        List<Reading> listed = reading().unrecorded().elements(list);
        List<String> found = new ArrayList<>();
        int more = 0;
        for (int i = 0; i < listed.size(); i++) {
            if (wanted.test(listed.get(i))) {
                if (found.size() < MOST_NAMED) {
                    found.add(described(reading().part(list + "[" + i + "]"), remark));
                } else {
                    more++;
                }
            }
        }
        if (more > 0) {
            found.add("and " + more + " more");
        }
        reading()
                .recordDerived(
                        list, found.isEmpty() ? "none of " + listed.size() + " counts" : found.size() + " count");
        if (found.isEmpty() && reading().unrecorded().value("cut").asTexts().contains(kind)) {
            throw new Unreadable("the image has more files of the kind '" + list + "' than the " + listed.size()
                    + " that were kept, all of which are allowed");
        }
        return found;
    }

    private static String described(Reading file, Function<Reading, String> remark) {
        String words = remark.apply(file);
        long layer = file.value("layer").asLong(0);
        String path = file.value("path").requiredText();
        String from = layer > 0 ? "layer " + layer : "";
        String remarks = words.isEmpty() || from.isEmpty() ? words + from : words + ", " + from;
        return remarks.isEmpty() ? path : path + " (" + remarks + ")";
    }
}
