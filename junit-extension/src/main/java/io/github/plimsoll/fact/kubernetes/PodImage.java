package io.github.plimsoll.fact.kubernetes;

import io.github.plimsoll.fact.ImageName;
import io.github.plimsoll.fact.Reading;
import io.github.plimsoll.fact.Subject;
import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.image.ImageArchives;
import io.github.plimsoll.fact.image.ImageArchives.AtHand;
import io.github.plimsoll.fact.image.ImageArchives.Wanted;
import io.github.plimsoll.fact.image.ImageFiles;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * The image of a container of a {@link Workload}, laid open where its archive was handed in: {@code deployment/shop/web › app › image}.
 *
 * <p>Where nothing but the name says that the archive holds the image that runs, what is found in it counts, for it is what the name stood for
 * when it was saved; that nothing is found says nothing of what runs.
 */
public final class PodImage extends Subject {

    private final PodContainer container;
    private final Wanted wanted;

    PodImage(Reading place, PodContainer container, Wanted wanted) {
        super(place);
        this.container = container;
        this.wanted = wanted;
    }

    /** As that of its container, and that it is known by its name alone if it is. */
    @Override
    public String state() {
        String state = container.state();
        return atHand().byNameAlone() ? (state.isEmpty() ? "" : state + ", ") + "known by its name alone" : state;
    }

    /** The container that is made from it. */
    public PodContainer container() {
        return container;
    }

    /** As {@link ImageFiles#setuidFiles}. */
    public List<String> setuidFiles(Collection<String> allowed) {
        return found(files -> files.setuidFiles(allowed));
    }

    /** As {@link ImageFiles#filesWithCapabilities}. */
    public List<String> filesWithCapabilities(Collection<String> allowed) {
        return found(files -> files.filesWithCapabilities(allowed));
    }

    /** As {@link ImageFiles#worldWritable}. */
    public List<String> worldWritable(Collection<String> allowed) {
        return found(files -> files.worldWritable(allowed));
    }

    /** As {@link ImageFiles#programs}. */
    public List<String> programs(Collection<String> names) {
        return found(files -> files.programs(names));
    }

    /** As {@link ImageFiles#packageCaches}. */
    public List<String> packageCaches() {
        return found(ImageFiles::packageCaches);
    }

    /** As {@link ImageFiles#secrets}. */
    public List<String> secrets(Collection<String> allowedPaths) {
        return found(files -> files.secrets(allowedPaths));
    }

    /** As {@link ImageFiles#skippedVerifications}. */
    public List<String> skippedVerifications() {
        return found(ImageFiles::skippedVerifications);
    }

    /** As {@link ImageFiles#tricks}. */
    public List<String> tricks() {
        return found(ImageFiles::tricks);
    }

    /** As {@link ImageFiles#kernelLinks}. */
    public List<String> kernelLinks() {
        return found(ImageFiles::kernelLinks);
    }

    /** As {@link ImageFiles#furtherRootUsers}. */
    public List<String> furtherRootUsers() {
        return found(ImageFiles::furtherRootUsers);
    }

    /** As {@link ImageFiles#usersWithoutPassword}. */
    public List<String> usersWithoutPassword() {
        return found(ImageFiles::usersWithoutPassword);
    }

    /** As {@link ImageFiles#preloads}. */
    public List<String> preloads() {
        return found(ImageFiles::preloads);
    }

    /** The user that it has containers start as, if that is root. */
    public List<String> rootItStartsAs() {
        return found(files -> {
            if (!files.startsAsRoot()) {
                return List.of();
            }
            String user = atHand().configuration().user();
            return List.of(user.isEmpty() ? "root, no user being named" : user);
        });
    }

    private AtHand atHand() {
        Reading archives = reading().document(KubernetesDocuments.IMAGE_ARCHIVES);
        return reading()
                .derived(
                        ImageArchives.class,
                        snapshot -> new ImageArchives(
                                snapshot.document(KubernetesDocuments.IMAGE_ARCHIVES),
                                name -> new ImageName(name).full()))
                .find(wanted, archives.named(name()));
    }

    private List<String> found(Function<ImageFiles, List<String>> look) {
        AtHand image = atHand();
        List<String> found = look.apply(image.files());
        if (found.isEmpty() && image.byNameAlone()) {
            throw new Unreadable(
                    "nothing was found in the archive of that name, but whether it is the image that runs is not known;"
                            + " archives that keep the manifest of the registry tell");
        }
        return found;
    }
}
