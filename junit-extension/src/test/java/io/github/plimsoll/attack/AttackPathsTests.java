package io.github.plimsoll.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.plimsoll.fact.Unreadable;
import io.github.plimsoll.fact.attack.Condition;
import io.github.plimsoll.fact.attack.Fix;
import io.github.plimsoll.fact.attack.Position;
import io.github.plimsoll.fact.attack.Step;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AttackPathsTests {

    private static final Position SEA = Position.entry("sea", 0, "whoever sails by");
    private static final Position QUAY = Position.entry("quay", 1, "whoever stands on the quay");
    private static final Position BRIDGE = Position.goal("bridge", 0, "steers the fleet");
    private static final Position CARGO = Position.goal("cargo", 1, "sees the cargo");

    @Test
    void a_path_is_a_sentence_of_what_allows_it_and_what_comes_of_it() {
        AttackPaths attack = AttackPaths.of(List.of(
                step(SEA, ship("a"), "has a rope ladder"),
                step(ship("a"), BRIDGE, "its crew sleeps", "its cabin is open"),
                step(ship("a"), BRIDGE, "its crew sleeps", "its hatch is open", "its lamp is out")));

        assertThat(sentences(attack))
                .containsExactly("ship/a: has a rope ladder; its crew sleeps, its cabin is open (or 1 other way):"
                        + " whoever boards ship/a steers the fleet");
        assertThat(attack.certain()).isEqualTo(1);
    }

    @Test
    void a_path_leads_over_several_positions_and_says_nothing_of_passages() {
        Position harbour = Position.passage("harbour/north");
        AttackPaths attack = AttackPaths.of(List.of(
                step(SEA, ship("a"), "has a rope ladder"),
                new Step(ship("a"), harbour, List.of(Condition.given(""))),
                new Step(ship("b"), harbour, List.of(Condition.given(""))),
                step(harbour, ship("a"), "lies in harbour north with it"),
                step(harbour, ship("b"), "lies in harbour north with it"),
                step(ship("b"), BRIDGE, "its cabin is open")));

        assertThat(sentences(attack))
                .containsExactly("ship/a → ship/b: has a rope ladder; lies in harbour north with it; its cabin is open:"
                        + " whoever boards ship/a, then boards ship/b steers the fleet");
    }

    @Test
    void what_could_not_be_told_is_a_path_that_could_not_be_excluded() {
        List<Condition> unknown = Condition.observed("its cabin may be open", words -> List.of(), recorder -> {
            throw new Unreadable("fog");
        });
        AttackPaths attack = AttackPaths.of(
                List.of(step(SEA, ship("a"), "has a rope ladder"), new Step(ship("a"), BRIDGE, unknown)));

        assertThat(attack.certain()).isZero();
        assertThat(attack.paths()).singleElement().satisfies(path -> {
            assertThat(path.isCertain()).isFalse();
            assertThat(path.doubts()).containsExactly("fog");
            assertThat(path.sentence()).endsWith("whoever boards ship/a perhaps steers the fleet");
        });
    }

    @Test
    void a_certain_way_is_told_before_one_in_doubt_even_if_it_is_longer_or_from_a_lesser_entry() {
        Condition doubt = new Condition("may have a ladder", List.of(), List.of(), "fog");
        AttackPaths attack = AttackPaths.of(List.of(
                new Step(SEA, ship("a"), List.of(doubt)),
                step(QUAY, ship("b"), "is tied up"),
                step(ship("b"), ship("a"), "lies beside it"),
                step(ship("a"), BRIDGE, "its cabin is open")));

        assertThat(sentences(attack)).singleElement().asString().startsWith("ship/b → ship/a: is tied up");
    }

    @Test
    void the_worst_comes_first_and_of_the_goals_of_one_position_only_the_worst_counts() {
        AttackPaths attack = AttackPaths.of(List.of(
                step(SEA, ship("c"), "has a rope ladder"),
                step(ship("c"), CARGO, "its hold is open"),
                step(QUAY, ship("b"), "is tied up"),
                step(ship("b"), BRIDGE, "its cabin is open"),
                step(ship("b"), CARGO, "its hold is open"),
                step(SEA, ship("a"), "has a rope ladder"),
                step(ship("a"), BRIDGE, "its cabin is open"),
                step(SEA, BRIDGE, "answers every signal")));

        assertThat(sentences(attack))
                .containsExactly(
                        "answers every signal: whoever sails by steers the fleet",
                        "ship/a: has a rope ladder; its cabin is open: whoever boards ship/a steers the fleet",
                        "ship/b: is tied up; its cabin is open: whoever boards ship/b steers the fleet",
                        "ship/c: has a rope ladder; its hold is open: whoever boards ship/c sees the cargo");
    }

    @Test
    void what_nothing_leads_to_is_kept_apart_and_no_change_is_proposed_for_it() {
        AttackPaths attack = AttackPaths.of(List.of(step(ship("a"), BRIDGE, "its cabin is open")));

        assertThat(attack.paths()).isEmpty();
        assertThat(attack.cuts()).isEmpty();
        assertThat(attack.unreached())
                .extracting(AttackPath::sentence)
                .containsExactly("ship/a: its cabin is open: whoever boards ship/a steers the fleet");
    }

    @Test
    void nobody_is_in_what_is_only_passed_through() {
        AttackPaths attack = AttackPaths.of(List.of(step(Position.passage("the quay"), BRIDGE, "its cabin is open")));

        assertThat(attack.unreached()).isEmpty();
    }

    @Test
    void the_cheapest_cut_is_the_change_that_breaks_most_paths() {
        Fix lock = new Fix("fleet", "lock every cabin");
        List<Step> steps = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            Condition open =
                    new Condition("its cabin is open", List.of(new Fix(name, "lock the cabin"), lock), List.of(), "");
            steps.add(step(SEA, ship(name), "has a rope ladder"));
            steps.add(new Step(ship(name), BRIDGE, List.of(open)));
        }
        // A second way, which the change for all does not close.
        steps.add(step(ship("c"), BRIDGE, "its hatch is open"));
        List<Cut> cuts = AttackPaths.of(steps).cuts();

        assertThat(cuts.get(0)).isEqualTo(new Cut(lock, 2, 3));
        assertThat(cuts.get(1)).isEqualTo(new Cut(fix("has a rope ladder", "ship/c"), 1, 1));
    }

    @Test
    void where_no_change_breaks_a_path_alone_those_are_told_that_do_so_together() {
        List<Cut> cuts = AttackPaths.of(List.of(
                        step(SEA, ship("a"), "has a rope ladder"),
                        step(QUAY, ship("a"), "is tied up"),
                        step(ship("a"), BRIDGE, "its cabin is open"),
                        step(ship("a"), BRIDGE, "its hatch is open")))
                .cuts();

        assertThat(cuts).hasSize(2);
        assertThat(cuts.get(0).breaks()).isZero();
        assertThat(cuts.get(1).breaks()).isEqualTo(1);
    }

    @Test
    void the_best_of_many_changes_is_found_although_others_lie_on_more_paths() {
        List<Step> steps = new ArrayList<>();
        // Twenty things that all ships have in common, each of which they can do without.
        for (int common = 0; common < 20; common++) {
            for (String ship : List.of("a", "b", "c")) {
                Position deck = Position.passage("deck/" + ship + "/" + common);
                Position next = Position.passage("deck/" + ship + "/" + (common + 1));
                Fix all = new Fix("fleet", "end custom " + common);
                steps.add(new Step(deck, next, List.of(new Condition("custom", List.of(all), List.of(), ""))));
                steps.add(step(deck, next, "a rope"));
            }
        }
        for (String ship : List.of("a", "b", "c")) {
            steps.add(step(SEA, ship(ship), "has a rope ladder"));
            steps.add(new Step(ship(ship), Position.passage("deck/" + ship + "/0"), List.of(Condition.given(""))));
            steps.add(step(Position.passage("deck/" + ship + "/20"), BRIDGE, "its cabin is open"));
        }

        assertThat(AttackPaths.of(steps).cuts().get(0).breaks()).isEqualTo(1);
    }

    @Test
    void paths_and_the_first_change_are_the_best_of_all_there_are() {
        Random random = new Random(3);
        int proposed = 0;
        for (int i = 0; i < 400; i++) {
            List<Step> steps = RandomSteps.of(random);
            AttackPaths attack = AttackPaths.of(steps);

            for (AttackPath path : attack.paths()) {
                assertThat(RandomSteps.cost(path)).as(path.sentence()).isEqualTo(RandomSteps.least(steps, path));
            }
            int most = RandomSteps.fixes(steps).stream()
                    .mapToInt(fix -> RandomSteps.ends(steps) - RandomSteps.ends(RandomSteps.without(steps, fix)))
                    .max()
                    .orElse(0);
            assertThat(attack.paths()).hasSize(RandomSteps.ends(steps));
            if (most > 0) {
                proposed++;
                assertThat(attack.cuts().get(0).breaks()).isEqualTo(most);
            }
        }
        assertThat(proposed).isGreaterThan(100);
    }

    @Test
    void the_order_of_the_steps_does_not_matter() {
        List<Step> steps = fleet(40);
        AttackPaths attack = AttackPaths.of(steps);
        for (int seed = 0; seed < 5; seed++) {
            List<Step> shuffled = new ArrayList<>(steps);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(sentences(AttackPaths.of(shuffled))).isEqualTo(sentences(attack));
            assertThat(AttackPaths.of(shuffled).cuts()).isEqualTo(attack.cuts());
        }
    }

    @Test
    void thousands_of_positions_that_all_see_each_other_are_no_trouble() {
        List<Step> steps = fleet(5_000);

        // The time of the processor, which a busy machine does not lengthen as it does that of the clock.
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        AttackPaths attack = AttackPaths.of(steps);
        long taken = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;

        assertThat(attack.paths()).hasSize(5_000);
        assertThat(Duration.ofNanos(taken)).isLessThan(Duration.ofSeconds(20));
    }

    /** All in one harbour, every tenth with a ladder, all with an open cabin. */
    private static List<Step> fleet(int ships) {
        Position harbour = Position.passage("harbour");
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < ships; i++) {
            Position ship = ship(Integer.toString(i));
            if (i % 10 == 0) {
                steps.add(step(SEA, ship, "has a rope ladder"));
            }
            steps.add(new Step(ship, harbour, List.of(Condition.given(""))));
            steps.add(step(harbour, ship, "lies in the harbour with it"));
            steps.add(step(ship, BRIDGE, "its cabin is open"));
        }
        return steps;
    }

    private static Position ship(String name) {
        return Position.between("ship/" + name, 0, "boards ship/" + name);
    }

    /** Each condition undone by a change of its own. */
    private static Step step(Position from, Position to, String... conditions) {
        return new Step(
                from,
                to,
                Arrays.stream(conditions)
                        .map(words -> new Condition(
                                words,
                                List.of(fix(words, to.role() == Position.Role.GOAL ? from.name() : to.name())),
                                List.of(),
                                ""))
                        .toList());
    }

    private static Fix fix(String words, String subject) {
        return new Fix(subject, "end that it " + words);
    }

    private static List<String> sentences(AttackPaths attack) {
        return attack.paths().stream().map(AttackPath::sentence).toList();
    }
}
